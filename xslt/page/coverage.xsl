<?xml version="1.0" encoding="UTF-8"?>
<!--
coverage.xsl: page /coverage. Input: sql/page/coverage.sql.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:key name="means" match="means" use="row"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('coverage.title')"/></xsl:template>
  <xsl:template match="page" mode="lead"><p class="lead"><xsl:value-of select="kb:text('coverage.lead')"/></p></xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:call-template name="count"><xsl:with-param name="n" select="count(rule)"/></xsl:call-template>
    <div class="scroll cards" tabindex="0" role="region" aria-label="{kb:text('list.table')}">
    <table class="cards-table">
      <caption class="hid"><xsl:value-of select="kb:text('coverage.title')"/></caption>
      <thead><tr>
        <th scope="col"><xsl:value-of select="kb:text('coverage.row')"/></th>
        <th scope="col"><xsl:value-of select="kb:text('coverage.rule')"/></th>
        <th scope="col"><xsl:value-of select="kb:text('coverage.clause')"/></th>
        <th scope="col"><xsl:value-of select="kb:text('coverage.means')"/></th>
      </tr></thead>
      <tbody><xsl:apply-templates select="rule"/></tbody>
    </table>
    </div>
  </xsl:template>

  <xsl:template match="rule">
    <tr>
      <td data-l="{kb:text('coverage.row')}"><xsl:value-of select="row"/></td>
      <th scope="row"><xsl:choose>
        <xsl:when test="/page/@lang = 'en'"><xsl:value-of select="term_en"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="term"/></xsl:otherwise>
      </xsl:choose></th>
      <td data-l="{kb:text('coverage.clause')}" lang="zh-CN"><xsl:value-of select="clause"/></td>
      <td data-l="{kb:text('coverage.means')}">
        <xsl:for-each select="key('means', row)">
          <xsl:if test="position() &gt; 1"><xsl:value-of select="kb:text('coverage.and')"/></xsl:if>
          <a href="{path}"><xsl:choose>
            <xsl:when test="title != ''"><xsl:apply-templates select="." mode="title-of"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="path"/></xsl:otherwise>
          </xsl:choose></a>
        </xsl:for-each>
      </td>
    </tr>
  </xsl:template>
</xsl:stylesheet>
