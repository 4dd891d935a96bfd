<?xml version="1.0" encoding="UTF-8"?>
<!--
draft.xsl: what the pages of a draft share; input as in page/draft.xsl.
  draft-title    "保护中心申报：提交"
  draft-earlier  what the case already holds, folded, for the rail
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb p">

  <xsl:template name="draft-title">
    <xsl:value-of select="/page/draft/title[$zh] | /page/draft/title_en[$en]"/>
    <xsl:value-of select="kb:text('form.colon')"/>
    <xsl:value-of select="/page/draft/move_title[$zh] | /page/draft/move_title_en[$en]"/>
  </xsl:template>

  <xsl:template match="page" mode="crumb">
    <li><a href="/work"><xsl:value-of select="kb:text('frame.work')"/></a></li>
    <xsl:choose>
      <xsl:when test="draft/case_number != ''"><li><a href="/case/{draft/case_number}" class="num"><xsl:value-of select="draft/case_number"/></a></li></xsl:when>
      <xsl:otherwise><li><a href="/apply/{draft/procedure}"><xsl:value-of select="draft/title[$zh] | draft/title_en[$en]"/></a></li></xsl:otherwise>
    </xsl:choose>
    <li aria-current="page"><xsl:apply-templates select="." mode="title"/></li>
  </xsl:template>

  <!-- An error of the whole page: another tab saved, somebody was first. -->
  <xsl:template match="page/error">
    <div class="banner bad" role="alert">
      <p class="t"><xsl:call-template name="error-text"><xsl:with-param name="error" select="."/></xsl:call-template></p>
      <xsl:if test="@code = 'case-changed' and /page/last">
        <p><xsl:value-of select="kb:text('form.lost', kb:date-time(string(/page/last/at)), string(/page/last/organ_name), string(/page/last/person_name), string(/page/last/move_title[$zh] | /page/last/move_title_en[$en]))"/></p>
        <p><xsl:value-of select="kb:text('form.lost-kept')"/></p>
      </xsl:if>
      <xsl:if test="@code = 'draft-changed' and /page/form/@page">
        <p><a href="/draft/{/page/form/@draft}/page/{/page/form/@page}" target="_blank"><xsl:value-of select="kb:text('form.saved-other')"/></a></p>
      </xsl:if>
    </div>
  </xsl:template>

  <xsl:template name="draft-earlier">
    <xsl:if test="/page/case">
      <h2><a href="/case/{/page/case/number}"><xsl:value-of select="kb:text('form.for-case')"/></a></h2>
      <dl class="facts">
        <div><dt><xsl:value-of select="kb:text('case.number')"/></dt><dd class="num"><xsl:value-of select="/page/case/number"/></dd></div>
        <xsl:apply-templates select="/page/case" mode="parties"/>
        <div><dt><xsl:value-of select="kb:text('case.subject')"/></dt><dd><xsl:value-of select="/page/case/subject"/></dd></div>
        <xsl:if test="/page/case/due_on != ''">
          <div>
            <dt><xsl:value-of select="/page/case/due_name[$zh] | /page/case/due_name_en[$en]"/></dt>
            <dd>
              <xsl:call-template name="due">
                <xsl:with-param name="due" select="/page/case/due_on"/>
                <xsl:with-param name="left" select="/page/case/days_left"/>
                <xsl:with-param name="provisional" select="/page/case/due_provisional"/>
              </xsl:call-template>
            </dd>
          </div>
        </xsl:if>
      </dl>
      <xsl:variable name="record" select="/page/case/document/case/record"/>
      <xsl:variable name="forms" select="/page/source/source/p:procedure/p:forms/p:form"/>
      <xsl:apply-templates select="$forms[@given]" mode="given"><xsl:with-param name="record" select="$record"/></xsl:apply-templates>
      <xsl:if test="$record/*[name() = $forms[not(@given)]/@name]">
        <h2><xsl:value-of select="kb:text('form.earlier')"/></h2>
        <xsl:for-each select="$forms[not(@given)]">
          <xsl:variable name="data" select="$record/*[name() = current()/@name]"/>
          <xsl:if test="$data/*">
            <details>
              <summary><xsl:apply-templates select="." mode="by-move"/></summary>
              <xsl:call-template name="summary"><xsl:with-param name="form" select="."/><xsl:with-param name="data" select="$data"/></xsl:call-template>
            </details>
          </xsl:if>
        </xsl:for-each>
      </xsl:if>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
