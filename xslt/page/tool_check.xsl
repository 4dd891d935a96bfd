<?xml version="1.0" encoding="UTF-8"?>
<!--
tool_check.xsl: page /tool/check?kind=uscc&value=…. Input: <check kind value
valid canonical code arg show/> or <error field code arg/> from the portal.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('check.title')"/></xsl:template>
  <xsl:template match="page" mode="crumb">
    <li><a href="/tool"><xsl:value-of select="kb:text('tool.title')"/></a></li>
    <li aria-current="page"><xsl:value-of select="kb:text('check.title')"/></li>
  </xsl:template>
  <xsl:template match="page" mode="lead"><p class="lead"><xsl:value-of select="kb:text('check.lead')"/></p></xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:call-template name="wrong"/>
    <form action="/tool/check" method="get" class="filter">
      <div class="field">
        <label for="i-kind"><xsl:value-of select="kb:text('check.kind')"/></label>
        <select id="i-kind" name="kind">
          <xsl:call-template name="kind"><xsl:with-param name="kind" select="'uscc'"/></xsl:call-template>
          <xsl:call-template name="kind"><xsl:with-param name="kind" select="'patent'"/></xsl:call-template>
          <xsl:call-template name="kind"><xsl:with-param name="kind" select="'id'"/></xsl:call-template>
          <xsl:call-template name="kind"><xsl:with-param name="kind" select="'wenhao'"/></xsl:call-template>
          <xsl:call-template name="kind"><xsl:with-param name="kind" select="'ipc'"/></xsl:call-template>
          <xsl:call-template name="kind"><xsl:with-param name="kind" select="'locarno'"/></xsl:call-template>
          <xsl:call-template name="kind"><xsl:with-param name="kind" select="'region'"/></xsl:call-template>
        </select>
      </div>
      <xsl:call-template name="input">
        <xsl:with-param name="name" select="'value'"/>
        <xsl:with-param name="label" select="kb:text('check.value')"/>
        <xsl:with-param name="size" select="30"/>
      </xsl:call-template>
      <p><button type="submit" class="button"><xsl:value-of select="kb:text('check.do')"/></button></p>
    </form>
    <xsl:apply-templates select="check"/>
    <h2><xsl:value-of select="kb:text('check.kinds')"/></h2>
    <dl class="sum">
      <xsl:call-template name="kind-hint"><xsl:with-param name="kind" select="'uscc'"/></xsl:call-template>
      <xsl:call-template name="kind-hint"><xsl:with-param name="kind" select="'patent'"/></xsl:call-template>
      <xsl:call-template name="kind-hint"><xsl:with-param name="kind" select="'id'"/></xsl:call-template>
      <xsl:call-template name="kind-hint"><xsl:with-param name="kind" select="'wenhao'"/></xsl:call-template>
      <xsl:call-template name="kind-hint"><xsl:with-param name="kind" select="'ipc'"/></xsl:call-template>
      <xsl:call-template name="kind-hint"><xsl:with-param name="kind" select="'locarno'"/></xsl:call-template>
      <xsl:call-template name="kind-hint"><xsl:with-param name="kind" select="'region'"/></xsl:call-template>
    </dl>
    <p class="quiet"><xsl:value-of select="kb:text('check.kept')"/></p>
  </xsl:template>

  <xsl:template name="kind">
    <xsl:param name="kind"/>
    <option value="{$kind}">
      <xsl:if test="$q[@name = 'kind'] = $kind"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if>
      <xsl:value-of select="kb:text(concat('check.kind-', $kind))"/>
    </option>
  </xsl:template>

  <xsl:template name="kind-hint">
    <xsl:param name="kind"/>
    <div><dt><xsl:value-of select="kb:text(concat('check.kind-', $kind))"/></dt><dd><xsl:value-of select="kb:text(concat('hint.', $kind))"/></dd></div>
  </xsl:template>

  <xsl:template match="check">
    <section class="answer" aria-labelledby="answer">
      <h2 id="answer"><xsl:value-of select="kb:text('check.answer')"/></h2>
      <xsl:choose>
        <xsl:when test="@valid = 'true'">
          <xsl:call-template name="banner"><xsl:with-param name="kind" select="'good'"/><xsl:with-param name="title" select="kb:text('check.right')"/></xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="banner">
            <xsl:with-param name="kind" select="'bad'"/>
            <xsl:with-param name="title" select="kb:text('check.wrong')"/>
            <xsl:with-param name="text" select="kb:text(concat('error.', @code), string(@arg))"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
      <dl class="sum">
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('check.typed')"/><xsl:with-param name="text" select="string(@value)"/></xsl:call-template>
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('check.canonical')"/><xsl:with-param name="text"><xsl:if test="@canonical != ''"><b class="num"><xsl:value-of select="@canonical"/></b></xsl:if></xsl:with-param></xsl:call-template>
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('check.show')"/><xsl:with-param name="text" select="string(@show)"/></xsl:call-template>
        <xsl:if test="@valid = 'true' and @code != ''">
          <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('check.note')"/><xsl:with-param name="text" select="kb:text(concat('error.', @code), string(@arg))"/></xsl:call-template>
        </xsl:if>
      </dl>
    </section>
  </xsl:template>
</xsl:stylesheet>
