<?xml version="1.0" encoding="UTF-8"?>
<!--
tool_deadline.xsl: page /tool/deadline?start=2026-02-05&limit=10d. Input:
sql/page/tool_deadline.sql and <deadline start limit due raw provisional>
<trace><day date weekday kind name notice/>*</trace></deadline> or <error field code/>.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('deadline.title')"/></xsl:template>
  <xsl:template match="page" mode="crumb">
    <li><a href="/tool"><xsl:value-of select="kb:text('tool.title')"/></a></li>
    <li aria-current="page"><xsl:value-of select="kb:text('deadline.title')"/></li>
  </xsl:template>
  <xsl:template match="page" mode="lead"><p class="lead"><xsl:value-of select="kb:text('deadline.lead')"/></p></xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:call-template name="wrong"/>
    <form action="/tool/deadline" method="get" class="filter">
      <xsl:call-template name="input">
        <xsl:with-param name="name" select="'start'"/>
        <xsl:with-param name="label" select="kb:text('deadline.start')"/>
        <xsl:with-param name="hint" select="kb:text('deadline.start-hint')"/>
        <xsl:with-param name="size" select="14"/>
      </xsl:call-template>
      <xsl:call-template name="input">
        <xsl:with-param name="name" select="'limit'"/>
        <xsl:with-param name="label" select="kb:text('deadline.limit')"/>
        <xsl:with-param name="hint" select="kb:text('deadline.limit-hint')"/>
        <xsl:with-param name="size" select="8"/>
      </xsl:call-template>
      <p><button type="submit" class="button"><xsl:value-of select="kb:text('deadline.do')"/></button></p>
    </form>
    <xsl:apply-templates select="deadline"/>
    <h2><xsl:value-of select="kb:text('deadline.rules')"/></h2>
    <ul>
      <li><xsl:value-of select="kb:text('deadline.rule-first')"/></li>
      <li><xsl:value-of select="kb:text('deadline.rule-month')"/></li>
      <li><xsl:value-of select="kb:text('deadline.rule-roll')"/></li>
      <li><xsl:value-of select="kb:text('deadline.rule-work')"/></li>
    </ul>
    <h2><xsl:value-of select="kb:text('deadline.years')"/></h2>
    <p><xsl:value-of select="kb:text('deadline.years-why')"/></p>
    <ul>
      <xsl:for-each select="year">
        <li>
          <b><xsl:value-of select="year"/></b>
          <xsl:text> </xsl:text>
          <xsl:choose>
            <xsl:when test="provisional = 't' or provisional = 'true'"><span class="tag prov"><xsl:value-of select="kb:text('clock.provisional')"/></span></xsl:when>
            <xsl:otherwise><xsl:value-of select="notice"/></xsl:otherwise>
          </xsl:choose>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match="deadline">
    <xsl:variable name="trace" select="trace | self::deadline[day]"/>
    <section class="answer" aria-labelledby="answer">
      <h2 id="answer"><xsl:value-of select="kb:text('deadline.answer')"/></h2>
      <p class="big">
        <time datetime="{@due}"><xsl:value-of select="kb:date-long(string(@due))"/></time>
        <xsl:if test="@provisional = 'yes'"><xsl:text> </xsl:text><span class="tag prov"><xsl:value-of select="kb:text('clock.provisional')"/></span></xsl:if>
      </p>
      <xsl:apply-templates select="$trace[1]" mode="why"/>
      <p class="export"><xsl:value-of select="kb:text('deadline.machine')"/><a href="/tool/deadline?start={@start}&amp;limit={@limit}&amp;format=xml">XML</a></p>
    </section>
  </xsl:template>
</xsl:stylesheet>
