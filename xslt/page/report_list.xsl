<?xml version="1.0" encoding="UTF-8"?>
<!--
report_list.xsl: page /report. Input: sql/page/report_list.sql.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('report.list-title')"/></xsl:template>

  <xsl:template match="page" mode="main">
    <ul class="tasks">
      <xsl:for-each select="report">
        <li>
          <a href="/report/{name}"><xsl:value-of select="kb:text(concat('report.', name))"/></a>
          <p><xsl:value-of select="kb:text(concat('report.', name, '-what'), string(../total/n))"/></p>
        </li>
      </xsl:for-each>
      <li>
        <a href="/report/year"><xsl:value-of select="kb:text('report.year-title')"/></a>
        <p><xsl:value-of select="kb:text('report.year-what')"/></p>
      </li>
      <li>
        <a href="/report/centre"><xsl:value-of select="kb:text('report.centre-title')"/></a>
        <p><xsl:value-of select="kb:text('report.centre-what')"/></p>
      </li>
      <li>
        <a href="/number"><xsl:value-of select="kb:text('number.title')"/></a>
        <p><xsl:value-of select="kb:text('number.lead')"/></p>
      </li>
    </ul>
    <xsl:if test="figures">
      <h2><xsl:value-of select="kb:text('report.figures')"/></h2>
      <p><xsl:value-of select="kb:text('report.figures-what')"/></p>
      <ul class="plain many">
        <xsl:for-each select="figures">
          <li><a href="/report/procedure/{procedure}"><xsl:apply-templates select="." mode="title-of"/></a></li>
        </xsl:for-each>
      </ul>
    </xsl:if>
    <p class="quiet"><xsl:value-of select="kb:text('report.open-data')"/></p>
  </xsl:template>
</xsl:stylesheet>
