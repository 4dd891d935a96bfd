<?xml version="1.0" encoding="UTF-8"?>
<!--
report_centre.xsl: page /report/centre, the centres of a year side by side.
Input: sql/page/report_centre.sql.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>
  <xsl:import href="../common/chart.xsl"/>
  <xsl:import href="../common/figure.xsl"/>

  <xsl:variable name="year" select="string(/page/asked/year)"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('report.centre-title')"/></xsl:template>
  <xsl:template match="page" mode="crumb">
    <li><a href="/report"><xsl:value-of select="kb:text('report.list-title')"/></a></li>
    <li aria-current="page"><xsl:value-of select="kb:text('report.centre-title')"/></li>
  </xsl:template>
  <xsl:template match="page" mode="class">wide</xsl:template>
  <xsl:template match="page" mode="lead">
    <p class="quiet">
      <xsl:value-of select="$year"/>
      <xsl:for-each select="province[substring(region, 1, 2) = ../asked/region]">
        <xsl:text> · </xsl:text><xsl:apply-templates select="." mode="name-of"/>
      </xsl:for-each>
      <xsl:text> · </xsl:text>
      <xsl:value-of select="kb:text('report.as-of', kb:date-long(string(@today)))"/>
    </p>
    <xsl:call-template name="report-made-up"/>
  </xsl:template>

  <xsl:template match="page" mode="main">
    <form action="{$path}" method="get" class="filter">
      <div class="field">
        <label for="i-year"><xsl:value-of select="kb:text('report.head-year')"/></label>
        <select id="i-year" name="year">
          <xsl:for-each select="year">
            <option value="{year}"><xsl:if test="year = $year"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="year"/></option>
          </xsl:for-each>
        </select>
      </div>
      <div class="field">
        <label for="i-region"><xsl:value-of select="kb:text('report.province')"/></label>
        <select id="i-region" name="region">
          <option value=""><xsl:value-of select="kb:text('list.all')"/></option>
          <xsl:for-each select="province">
            <option value="{substring(region, 1, 2)}"><xsl:if test="substring(region, 1, 2) = ../asked/region"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:apply-templates select="." mode="name-of"/></option>
          </xsl:for-each>
        </select>
      </div>
      <p><button type="submit" class="button"><xsl:value-of select="kb:text('list.find')"/></button></p>
    </form>
    <xsl:choose>
      <xsl:when test="not(centre)">
        <xsl:call-template name="empty"><xsl:with-param name="text" select="kb:text('report.centre-none', $year)"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <p class="quiet"><xsl:value-of select="kb:text('report.centre-why')"/></p>
        <div class="scroll" tabindex="0" role="region" aria-label="{kb:text('report.centre-title')}">
          <table class="tight">
            <thead><tr>
              <th scope="col" class="r"><xsl:value-of select="kb:text('report.rank')"/></th>
              <th scope="col"><xsl:value-of select="kb:text('report.head-centre')"/></th>
              <th scope="col"><xsl:value-of select="kb:text('report.place')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('report.met')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('report.late')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('report.overdue')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('report.rate')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('report.rated')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('report.satisfied')"/></th>
            </tr></thead>
            <tbody><xsl:apply-templates select="centre"/></tbody>
          </table>
        </div>
        <xsl:if test="centre/rank != ''">
          <div class="chart-box">
            <p class="quiet"><xsl:value-of select="kb:text('report.centre-chart')"/></p>
            <xsl:call-template name="chart-bars">
              <xsl:with-param name="rows" select="centre[rank != ''][position() &lt;= 24]"/>
              <xsl:with-param name="title" select="kb:text('report.centre-chart')"/>
              <xsl:with-param name="desc" select="kb:text('report.centre-same')"/>
              <xsl:with-param name="max" select="100"/>
            </xsl:call-template>
          </div>
        </xsl:if>
        <xsl:call-template name="export"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="centre">
    <tr>
      <td class="r">
        <xsl:value-of select="rank"/>
        <xsl:if test="not(rank != '')">—</xsl:if>
      </td>
      <th scope="row"><a href="/report/year?organ={organ_id}&amp;year={$year}"><xsl:apply-templates select="." mode="name-of"/></a></th>
      <td><xsl:value-of select="(region_name | region_name_en[$en])[last()]"/></td>
      <td class="r"><xsl:value-of select="on_time"/></td>
      <td class="r"><xsl:value-of select="late"/></td>
      <td class="r"><xsl:value-of select="overdue"/></td>
      <td class="r"><xsl:call-template name="centre-share"><xsl:with-param name="part" select="number(on_time)"/><xsl:with-param name="of" select="on_time + late + overdue"/></xsl:call-template></td>
      <td class="r"><xsl:value-of select="rated"/></td>
      <td class="r"><xsl:call-template name="centre-share"><xsl:with-param name="part" select="number(good)"/><xsl:with-param name="of" select="number(rated)"/></xsl:call-template></td>
    </tr>
  </xsl:template>

  <xsl:template name="centre-share">
    <xsl:param name="part"/>
    <xsl:param name="of"/>
    <xsl:choose>
      <xsl:when test="$of &gt; 0"><xsl:value-of select="format-number($part div $of * 100, '0.0')"/>%</xsl:when>
      <xsl:otherwise>—</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="centre" mode="chart-label"><xsl:apply-templates select="." mode="name-of"/></xsl:template>
  <xsl:template match="centre" mode="chart-n"><xsl:value-of select="format-number(on_time div (on_time + late + overdue) * 100, '0.0')"/></xsl:template>
</xsl:stylesheet>
