<?xml version="1.0" encoding="UTF-8"?>
<!--
draft.xsl: one page of a form, being filled in.
Input: <page><draft draft_id … title title_en move_title move_title_en case_number/>
  <form draft move case revision name page step of>
    <procedure xmlns="urn:kuaibao:procedure:1">… this form and this move …</procedure>
    <page name relevant current/>* <data>…</data> <field/>* <error/>* <warning/>*
  </form> <error code arg/>? (not of a field)
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb p">

  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/form.xsl"/>
  <xsl:import href="../common/summary.xsl"/>
  <xsl:import href="../common/draft.xsl"/>
  <xsl:import href="../common/drawing.xsl"/>

  <xsl:template match="page" mode="title">
    <xsl:call-template name="say"><xsl:with-param name="of" select="form/p:procedure/p:forms/p:form/p:page[@name = current()/form/@page]/p:title"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="page" mode="lead">
    <xsl:call-template name="steps">
      <xsl:with-param name="step" select="form/@step"/>
      <xsl:with-param name="of" select="form/@of + 1"/>
      <xsl:with-param name="title"><xsl:call-template name="draft-title"/></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:variable name="form" select="form"/>
    <xsl:variable name="part" select="$form/p:procedure/p:forms/p:form/p:page[@name = $form/@page]"/>
    <xsl:variable name="data" select="$form/data/*"/>
    <xsl:if test="query/p[@name = 'saved']">
      <xsl:call-template name="banner">
        <xsl:with-param name="kind" select="'good'"/>
        <xsl:with-param name="title" select="kb:text('form.saved')"/>
        <xsl:with-param name="text">
          <xsl:choose>
            <xsl:when test="starts-with(actor/account, 'guest-')"><xsl:value-of select="kb:text('form.saved-guest')"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="kb:text('form.saved-more')"/></xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="query/p[@name = 'more']">
      <xsl:call-template name="banner">
        <xsl:with-param name="kind" select="'warn'"/>
        <xsl:with-param name="title" select="kb:text('form.more')"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:apply-templates select="error"/>
    <xsl:call-template name="errors"><xsl:with-param name="errors" select="$form/error"/></xsl:call-template>
    <xsl:if test="$part/p:hint"><p class="lead"><xsl:call-template name="say"><xsl:with-param name="of" select="$part/p:hint"/></xsl:call-template></p></xsl:if>
    <form method="post" action="/draft/{$form/@draft}/page/{$form/@page}" novalidate="novalidate" id="form" data-saved="{kb:text('form.saved-self', '{0}')}" data-unsaved="{kb:text('form.unsaved-self', '{0}')}">
      <xsl:if test="$part/p:attachment"><xsl:attribute name="enctype">multipart/form-data</xsl:attribute></xsl:if>
      <!-- csrf first: a streamed body is judged before its files are kept. -->
      <xsl:call-template name="hidden"/>
      <input type="hidden" name="revision" value="{$form/@revision}"/>
      <!-- Enter presses the first button of a form. -->
      <button class="hid" name="do" value="next" tabindex="-1" aria-hidden="true"><xsl:value-of select="kb:text('form.next')"/></button>
      <xsl:for-each select="$part/*">
        <xsl:choose>
          <xsl:when test="self::p:field">
            <xsl:call-template name="field"><xsl:with-param name="field" select="."/><xsl:with-param name="at" select="$data"/></xsl:call-template>
          </xsl:when>
          <xsl:when test="self::p:repeat">
            <xsl:call-template name="repeat"><xsl:with-param name="repeat" select="."/><xsl:with-param name="at" select="$data"/></xsl:call-template>
          </xsl:when>
          <xsl:when test="self::p:attachment">
            <xsl:call-template name="attachment"><xsl:with-param name="attachment" select="."/><xsl:with-param name="at" select="$data"/></xsl:call-template>
          </xsl:when>
        </xsl:choose>
      </xsl:for-each>
      <xsl:apply-templates select="$part//p:field[@kind = 'organ'][key('offered', @name)]" mode="offered"/>
      <p class="acts">
        <button name="do" value="next" accesskey="n"><xsl:value-of select="kb:text('form.next')"/></button>
        <xsl:if test="$form/@step &gt; 1">
          <button class="second" name="do" value="back"><xsl:value-of select="kb:text('form.back')"/></button>
        </xsl:if>
        <button class="second" name="do" value="save"><xsl:value-of select="kb:text('form.save')"/></button>
      </p>
    </form>
  </xsl:template>

  <xsl:template match="page" mode="rail">
    <h2><xsl:value-of select="kb:text('form.pages')"/></h2>
    <ol class="parts">
      <xsl:for-each select="form/page[@relevant = 'true']">
        <xsl:variable name="name" select="@name"/>
        <li>
          <xsl:if test="@current"><xsl:attribute name="aria-current">step</xsl:attribute></xsl:if>
          <a href="/draft/{../@draft}/page/{@name}"><xsl:call-template name="say"><xsl:with-param name="of" select="../p:procedure/p:forms/p:form/p:page[@name = $name]/p:title"/></xsl:call-template></a>
        </li>
      </xsl:for-each>
      <li><a href="/draft/{form/@draft}/check"><xsl:value-of select="kb:text('form.check')"/></a></li>
    </ol>
    <xsl:call-template name="drawings"><xsl:with-param name="record" select="case/document/case/record"/><xsl:with-param name="procedure" select="source/source/p:procedure"/></xsl:call-template>
    <xsl:call-template name="draft-earlier"/>
  </xsl:template>
</xsl:stylesheet>
