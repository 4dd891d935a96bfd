<?xml version="1.0" encoding="UTF-8"?>
<!--
draft_check.xsl: check your answers, declare, submit; also the confirmation of
a move that has no form (then <form> has no name).
Input: as draft.xsl, all pages described; <last at move_title … person_name/>?
what was done last in the case; <import taken><left name why line file>value</left>*
</import>? what a message brought.
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

  <!-- Somebody else was first: the case is the better way on. -->
  <xsl:variable name="lost" select="/page/error[@code = 'case-changed']"/>
  <xsl:variable name="move-title" select="/page/draft/move_title[$zh] | /page/draft/move_title_en[$en]"/>

  <xsl:template match="page" mode="title">
    <xsl:choose>
      <xsl:when test="form/@name"><xsl:value-of select="kb:text('form.check-title')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="kb:text('form.confirm', string($move-title))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="page" mode="lead">
    <xsl:choose>
      <xsl:when test="form/@name">
        <xsl:call-template name="steps">
          <xsl:with-param name="step" select="form/@of + 1"/>
          <xsl:with-param name="of" select="form/@of + 1"/>
          <xsl:with-param name="title"><xsl:call-template name="draft-title"/></xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><p class="steps"><b><xsl:call-template name="draft-title"/></b></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What came in with a message, and what of it does not stand below. -->
  <xsl:template match="import">
    <section class="box">
      <h2><xsl:value-of select="kb:text('import.taken', string(@taken))"/></h2>
      <xsl:choose>
        <xsl:when test="left">
          <p><xsl:value-of select="kb:text('import.left', string(count(left)))"/></p>
          <ul>
            <xsl:for-each select="left">
              <li>
                <b><xsl:value-of select="@name"/></b>
                <xsl:text> </xsl:text>
                <span class="sub"><xsl:value-of select="kb:text('import.line', string(@line))"/></span>
                <xsl:text> </xsl:text>
                <xsl:value-of select="kb:text(concat('import.why.', @why))"/>
                <xsl:if test="@file or normalize-space()"><xsl:text> </xsl:text><q><xsl:value-of select="substring(concat(@file, normalize-space()), 1, 200)"/></q></xsl:if>
              </li>
            </xsl:for-each>
          </ul>
        </xsl:when>
        <xsl:otherwise><p><xsl:value-of select="kb:text('import.whole')"/></p></xsl:otherwise>
      </xsl:choose>
      <p><a class="button second" href="/draft/{../form/@draft}/page/{../form/page[@relevant = 'true'][1]/@name}"><xsl:value-of select="kb:text('import.through')"/></a></p>
    </section>
  </xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:variable name="form" select="form/p:procedure/p:forms/p:form"/>
    <xsl:variable name="move" select="form/p:procedure/p:moves/p:move"/>
    <xsl:apply-templates select="error"/>
    <xsl:call-template name="errors"><xsl:with-param name="errors" select="form/error"/></xsl:call-template>
    <xsl:apply-templates select="import"/>
    <xsl:if test="form/@name">
      <p class="lead"><xsl:value-of select="kb:text('form.check-lead')"/></p>
      <xsl:call-template name="summary">
        <xsl:with-param name="form" select="$form"/>
        <xsl:with-param name="data" select="form/data/*"/>
        <xsl:with-param name="edit" select="concat('/draft/', form/@draft, '/page')"/>
      </xsl:call-template>
    </xsl:if>
    <form method="post" action="/draft/{form/@draft}/submit">
      <xsl:call-template name="hidden"/>
      <input type="hidden" name="revision" value="{form/@revision}"/>
      <input type="hidden" name="case" value="{draft/case_number}"/>
      <xsl:if test="not(form/@name)"><p class="lead"><xsl:value-of select="kb:text('form.confirm-lead')"/></p></xsl:if>
      <xsl:if test="$move/p:help"><p><xsl:call-template name="say"><xsl:with-param name="of" select="$move/p:help"/></xsl:call-template></p></xsl:if>
      <xsl:if test="$move/p:letter">
        <div class="banner warn">
          <p class="t">
            <xsl:for-each select="$move/p:letter">
              <xsl:if test="position() &gt; 1"><xsl:value-of select="kb:text('form.and')"/></xsl:if>
              <xsl:call-template name="say"><xsl:with-param name="of" select="/page/form/p:procedure/p:letters/p:letter[@name = current()/@name]/p:title"/></xsl:call-template>
            </xsl:for-each>
          </p>
          <p><xsl:value-of select="kb:text('form.sign-note')"/></p>
          <p><a href="/draft/{form/@draft}/preview"><xsl:value-of select="kb:text('form.preview')"/></a></p>
        </div>
      </xsl:if>
      <xsl:if test="$form/p:declaration">
        <h2><xsl:value-of select="kb:text('form.declaration')"/></h2>
        <div class="field">
          <xsl:if test="error[@code = 'declare' or @code = 'error.declare']"><xsl:attribute name="class">field bad</xsl:attribute></xsl:if>
          <p><xsl:call-template name="say"><xsl:with-param name="of" select="$form/p:declaration"/></xsl:call-template></p>
          <label class="option"><input type="checkbox" name="declare" value="yes" id="i-declare" aria-required="true"/><span><xsl:value-of select="kb:text('form.declare')"/></span></label>
        </div>
      </xsl:if>
      <p class="acts">
        <xsl:if test="$lost"><a class="button" href="/case/{draft/case_number}"><xsl:value-of select="kb:text('error.newest')"/></a></xsl:if>
        <button accesskey="n">
          <xsl:if test="$lost"><xsl:attribute name="class">second</xsl:attribute></xsl:if>
          <xsl:choose>
            <xsl:when test="form/@name"><xsl:value-of select="kb:text('form.submit', string($move-title))"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="kb:text('form.confirm', string($move-title))"/></xsl:otherwise>
          </xsl:choose>
        </button>
        <xsl:choose>
          <xsl:when test="form/@name"><a class="button second" href="/draft/{form/@draft}/page/{form/page[@relevant = 'true'][last()]/@name}"><xsl:value-of select="kb:text('form.back')"/></a></xsl:when>
          <xsl:when test="draft/case_number != ''"><a class="button second" href="/case/{draft/case_number}"><xsl:value-of select="kb:text('form.cancel')"/></a></xsl:when>
        </xsl:choose>
      </p>
    </form>
    <form method="post" action="/draft/{form/@draft}/drop" class="acts">
      <xsl:call-template name="hidden"/>
      <details>
        <summary><xsl:value-of select="kb:text('form.delete')"/></summary>
        <p><xsl:value-of select="kb:text('form.delete-sure')"/></p>
        <button class="small warn"><xsl:value-of select="kb:text('form.delete-do')"/></button>
      </details>
    </form>
  </xsl:template>

  <xsl:template match="page" mode="rail"><xsl:call-template name="draft-earlier"/></xsl:template>
</xsl:stylesheet>
