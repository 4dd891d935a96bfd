<?xml version="1.0" encoding="UTF-8"?>
<!--
apply.xsl: /apply/NAME: before beginning: who may, what is needed, the steps.
Input: <page><procedure name code version title title_en summary summary_en
  opens source/> <draft draft_id page updated_at/>*
  <error field="message" code arg/>? why a message could not be opened
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb p">

  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:variable name="file" select="/page/p:procedure"/>
  <xsl:variable name="opener" select="$file/p:parties/p:party[@is = 'opener']"/>
  <xsl:variable name="form" select="$file/p:forms/p:form[@name = $file/p:moves/p:move[@from = ''][1]/@form]"/>
  <xsl:variable name="guest" select="not(/page/actor) and starts-with(/page/@path, '/begin/') and contains(concat(' ', $opener/@kinds, ' '), ' person ')"/>
  <xsl:variable name="may" select="/page/procedure/starts = 't'"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="procedure/title[$zh] | procedure/title_en[$en]"/></xsl:template>
  <xsl:template match="page" mode="which"><xsl:text> </xsl:text><xsl:value-of select="kb:text('apply.crumb')"/></xsl:template>
  <xsl:template match="page" mode="crumb">
    <li><a href="/guide"><xsl:value-of select="kb:text('frame.guide')"/></a></li>
    <li><a href="/guide/{procedure/name}"><xsl:value-of select="procedure/title[$zh] | procedure/title_en[$en]"/></a></li>
    <li aria-current="page"><xsl:value-of select="kb:text('apply.crumb')"/></li>
  </xsl:template>
  <xsl:template match="page" mode="lead"><p class="lead"><xsl:value-of select="procedure/summary[$zh] | procedure/summary_en[$en]"/></p></xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:call-template name="wrong"/>
    <xsl:if test="draft">
      <section class="box">
        <h2><xsl:value-of select="kb:text('apply.drafts')"/></h2>
        <ul class="plain">
          <xsl:for-each select="draft">
            <li><a class="button"><xsl:attribute name="href"><xsl:value-of select="concat('/draft/', draft_id)"/><xsl:choose><xsl:when test="page != ''">/page/<xsl:value-of select="page"/></xsl:when><xsl:otherwise>/check</xsl:otherwise></xsl:choose></xsl:attribute><xsl:value-of select="kb:text('work.continue')"/></a><xsl:text> </xsl:text><span class="sub"><xsl:value-of select="kb:text('work.draft-at')"/><xsl:text> </xsl:text><xsl:value-of select="kb:date-time(string(updated_at))"/></span></li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
    <xsl:variable name="whom"><xsl:for-each select="$opener[1]"><xsl:call-template name="levels"/></xsl:for-each></xsl:variable>
    <xsl:choose>
      <xsl:when test="procedure/opens = 'engine'">
        <xsl:call-template name="banner"><xsl:with-param name="kind" select="'warn'"/><xsl:with-param name="title" select="kb:text('apply.engine')"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="actor and not($may)">
        <xsl:call-template name="banner"><xsl:with-param name="kind" select="'warn'"/><xsl:with-param name="title" select="kb:text('apply.who-not')"/><xsl:with-param name="text" select="kb:text('apply.why-not', string($whom))"/></xsl:call-template>
      </xsl:when>
    </xsl:choose>
    <h2><xsl:value-of select="kb:text('apply.who')"/></h2>
    <xsl:apply-templates select="$file/p:guide/p:who[@xml:lang = $lang]" mode="block"/>
    <xsl:if test="$file/p:guide/p:what">
      <h2><xsl:value-of select="kb:text('apply.need')"/></h2>
      <xsl:apply-templates select="$file/p:guide/p:materials[@xml:lang = $lang]" mode="block"/>
    </xsl:if>
    <xsl:if test="$form/p:page/p:attachment">
      <h3><xsl:value-of select="kb:text('apply.files')"/></h3>
      <ul>
        <xsl:for-each select="$form/p:page/p:attachment">
          <li>
            <xsl:call-template name="say"><xsl:with-param name="of" select="p:label"/></xsl:call-template>
            <xsl:text> </xsl:text>
            <span class="sub">
              <xsl:choose>
                <xsl:when test="@required = 'true()'"><xsl:value-of select="kb:text('apply.required')"/></xsl:when>
                <xsl:when test="@required"><xsl:value-of select="kb:text('apply.when')"/></xsl:when>
                <xsl:otherwise><xsl:value-of select="kb:text('apply.optional')"/></xsl:otherwise>
              </xsl:choose>
              <xsl:if test="@types"><xsl:text> · </xsl:text><xsl:value-of select="translate(@types, 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')"/></xsl:if>
            </span>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
    <xsl:if test="$form/p:page">
      <h2><xsl:value-of select="kb:text('apply.steps')"/></h2>
      <ol>
        <xsl:for-each select="$form/p:page"><li><xsl:call-template name="say"><xsl:with-param name="of" select="p:title"/></xsl:call-template></li></xsl:for-each>
        <li><xsl:value-of select="kb:text('form.check')"/></li>
      </ol>
      <p>
        <xsl:choose>
          <xsl:when test="$guest"><xsl:value-of select="kb:text('apply.time-guest')"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="kb:text('apply.time')"/></xsl:otherwise>
        </xsl:choose>
      </p>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="procedure/opens = 'engine'"/>
      <xsl:when test="$guest">
        <form method="post" action="/begin/{procedure/name}">
          <xsl:call-template name="hidden"/>
          <p class="acts"><button><xsl:value-of select="kb:text('form.start')"/></button><a href="/guide/{procedure/name}"><xsl:value-of select="kb:text('apply.guide')"/></a></p>
        </form>
      </xsl:when>
      <xsl:when test="not(actor)"><p><a class="button" href="/sign-in?next={@path}"><xsl:value-of select="kb:text('apply.sign-in')"/></a></p></xsl:when>
      <xsl:when test="$may">
        <form method="post" action="/apply/{procedure/name}">
          <xsl:call-template name="hidden"/>
          <p class="acts">
            <button>
              <xsl:if test="draft"><xsl:attribute name="class">second</xsl:attribute></xsl:if>
              <xsl:choose><xsl:when test="draft"><xsl:value-of select="kb:text('apply.again')"/></xsl:when><xsl:otherwise><xsl:value-of select="kb:text('form.start')"/></xsl:otherwise></xsl:choose>
            </button>
            <a href="/guide/{procedure/name}"><xsl:value-of select="kb:text('apply.guide')"/></a>
          </p>
        </form>
        <xsl:if test="$file/p:messages"><xsl:call-template name="import-message"/></xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- A message is as good as typing: the form, filled in with it. -->
  <xsl:template name="import-message">
    <xsl:variable name="error" select="error[@field = 'message']"/>
    <h2><xsl:value-of select="kb:text('import.title')"/></h2>
    <p><xsl:value-of select="kb:text('import.lead')"/><xsl:text> </xsl:text><a href="/exchange/v1/schema/"><xsl:value-of select="kb:text('import.schema')"/></a></p>
    <form method="post" action="/apply/{procedure/name}/message" enctype="multipart/form-data">
      <xsl:call-template name="hidden"/>
      <div class="field">
        <xsl:if test="$error"><xsl:attribute name="class">field bad</xsl:attribute></xsl:if>
        <label for="i-message"><xsl:value-of select="kb:text('import.file')"/></label>
        <p class="hint" id="h-message"><xsl:value-of select="kb:text('import.hint')"/></p>
        <xsl:if test="$error"><p class="wrong" id="e-message"><xsl:value-of select="kb:text(concat('error.', $error/@code), string($error/@arg))"/></p></xsl:if>
        <input type="file" id="i-message" name="message" accept=".xml" aria-describedby="h-message">
          <xsl:if test="$error"><xsl:attribute name="aria-describedby">h-message e-message</xsl:attribute><xsl:attribute name="aria-invalid">true</xsl:attribute></xsl:if>
        </input>
      </div>
      <p class="acts"><button class="second"><xsl:value-of select="kb:text('import.button')"/></button></p>
    </form>
  </xsl:template>

  <!-- A guide's paragraphs and list items, runs of items as one list. -->
  <xsl:template match="p:*" mode="block">
    <xsl:for-each select="*">
      <xsl:choose>
        <xsl:when test="self::p:p"><p><xsl:value-of select="."/></p></xsl:when>
        <xsl:when test="not(preceding-sibling::*[1][self::p:item])">
          <ul>
            <li><xsl:value-of select="."/></li>
            <xsl:apply-templates select="following-sibling::*[1][self::p:item]" mode="item"/>
          </ul>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="p:item" mode="item">
    <li><xsl:value-of select="."/></li>
    <xsl:apply-templates select="following-sibling::*[1][self::p:item]" mode="item"/>
  </xsl:template>
</xsl:stylesheet>
