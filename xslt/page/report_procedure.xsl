<?xml version="1.0" encoding="UTF-8"?>
<!--
report_procedure.xsl: page /report/procedure/NAME, the figures of one procedure.
Input: sql/page/report_procedure.sql.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>
  <xsl:import href="../common/chart.xsl"/>
  <xsl:import href="../common/figure.xsl"/>

  <xsl:key name="of-measure" match="figure" use="measure"/>
  <xsl:variable name="by" select="string(/page/period/by)"/>

  <xsl:template match="page" mode="title">
    <xsl:variable name="name"><xsl:apply-templates select="procedure" mode="title-of"/></xsl:variable>
    <xsl:value-of select="kb:text('report.figures-of', string($name))"/>
  </xsl:template>
  <xsl:template match="page" mode="crumb">
    <li><a href="/report"><xsl:value-of select="kb:text('report.list-title')"/></a></li>
    <li aria-current="page"><xsl:apply-templates select="procedure" mode="title-of"/></li>
  </xsl:template>
  <xsl:template match="page" mode="class">wide</xsl:template>
  <xsl:template match="page" mode="lead">
    <p class="quiet">
      <xsl:value-of select="kb:text('report.period', string(period/from_month), string(period/until_month))"/>
      <xsl:for-each select="organ[organ_id = /page/query/p[@name = 'organ']]">
        <xsl:text> · </xsl:text><xsl:apply-templates select="." mode="name-of"/>
      </xsl:for-each>
      <xsl:text> · </xsl:text>
      <xsl:value-of select="kb:text('report.as-of', kb:date-long(string(@today)))"/>
    </p>
    <xsl:call-template name="report-made-up"/>
  </xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:call-template name="figures-ask"/>
    <xsl:choose>
      <xsl:when test="not(total)">
        <xsl:call-template name="empty"><xsl:with-param name="text" select="kb:text('report.no-figures')"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <dl class="figures strip">
          <xsl:for-each select="total">
            <div>
              <dt><xsl:apply-templates select="." mode="title-of"/></dt>
              <dd><a href="#m-{measure}"><xsl:call-template name="figure-value"><xsl:with-param name="value" select="value"/><xsl:with-param name="unit" select="string(unit)"/></xsl:call-template></a></dd>
            </div>
          </xsl:for-each>
        </dl>
        <xsl:apply-templates select="total"/>
        <xsl:call-template name="export"/>
      </xsl:otherwise>
    </xsl:choose>
    <p><a href="/guide/{procedure/name}"><xsl:value-of select="kb:text('report.to-guide')"/></a></p>
  </xsl:template>

  <xsl:template name="figures-ask">
    <form action="{$path}" method="get" class="filter">
      <xsl:call-template name="figures-month"><xsl:with-param name="name" select="'from'"/><xsl:with-param name="value" select="period/from_month"/></xsl:call-template>
      <xsl:call-template name="figures-month"><xsl:with-param name="name" select="'until'"/><xsl:with-param name="value" select="period/until_month"/></xsl:call-template>
      <div class="field">
        <label for="i-by"><xsl:value-of select="kb:text('report.by')"/></label>
        <select id="i-by" name="by">
          <xsl:call-template name="figures-by"><xsl:with-param name="value" select="'month'"/></xsl:call-template>
          <xsl:call-template name="figures-by"><xsl:with-param name="value" select="'year'"/></xsl:call-template>
          <xsl:call-template name="figures-by"><xsl:with-param name="value" select="'organ'"/></xsl:call-template>
          <xsl:call-template name="figures-by"><xsl:with-param name="value" select="'field'"/></xsl:call-template>
        </select>
      </div>
      <xsl:call-template name="report-choice">
        <xsl:with-param name="name" select="'organ'"/>
        <xsl:with-param name="label" select="kb:text('report.head-organ')"/>
        <xsl:with-param name="first" select="kb:text('list.all')"/>
        <xsl:with-param name="options" select="organ"/>
        <xsl:with-param name="value" select="string(query/p[@name = 'organ'])"/>
      </xsl:call-template>
      <p><button type="submit" class="button"><xsl:value-of select="kb:text('list.find')"/></button></p>
    </form>
  </xsl:template>
  <xsl:template name="figures-month">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <div class="field">
      <label for="i-{$name}"><xsl:value-of select="kb:text(concat('report.', $name))"/></label>
      <input type="month" id="i-{$name}" name="{$name}" value="{$value}" placeholder="2026-01"/>
    </div>
  </xsl:template>
  <xsl:template name="figures-by">
    <xsl:param name="value"/>
    <option value="{$value}">
      <xsl:if test="$by = $value"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if>
      <xsl:value-of select="kb:text(concat('report.each-', $value))"/>
    </option>
  </xsl:template>

  <!-- One measure: the chart and, beside it, the same figures. -->
  <xsl:template match="total">
    <xsl:variable name="rows" select="key('of-measure', measure)"/>
    <xsl:variable name="title"><xsl:apply-templates select="." mode="title-of"/></xsl:variable>
    <xsl:variable name="id" select="concat('m-', measure)"/>
    <xsl:variable name="ranked" select="$by = 'organ'"/>
    <section>
      <h2 id="{$id}"><xsl:value-of select="$title"/></h2>
      <div class="cols">
        <div class="chart-box">
          <xsl:choose>
            <xsl:when test="($by = 'month' or $by = 'year') and count($rows) &gt; 1 and count($rows) &lt;= 13">
              <xsl:call-template name="chart-line"><xsl:with-param name="rows" select="$rows"/><xsl:with-param name="title" select="string($title)"/><xsl:with-param name="desc" select="kb:text('report.same')"/></xsl:call-template>
            </xsl:when>
            <xsl:otherwise>
              <xsl:call-template name="chart-bars"><xsl:with-param name="rows" select="$rows[position() &lt;= 24]"/><xsl:with-param name="title" select="string($title)"/><xsl:with-param name="desc" select="kb:text('report.same')"/></xsl:call-template>
            </xsl:otherwise>
          </xsl:choose>
        </div>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="{$id}">
          <table class="tight">
            <thead><tr>
              <xsl:if test="$ranked"><th scope="col" class="r"><xsl:value-of select="kb:text('report.rank')"/></th></xsl:if>
              <th scope="col"><xsl:value-of select="kb:text(concat('report.head-', $by))"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('report.value')"/></th>
              <xsl:if test="kind = 'rate' or kind = 'median'"><th scope="col" class="r"><xsl:value-of select="kb:text(concat('report.of-', kind))"/></th></xsl:if>
            </tr></thead>
            <tbody>
              <xsl:for-each select="$rows">
                <xsl:variable name="value" select="value"/>
                <tr>
                  <xsl:if test="$ranked"><td class="r"><xsl:value-of select="count($rows[value &gt; $value]) + 1"/></td></xsl:if>
                  <th scope="row">
                    <xsl:choose>
                      <xsl:when test="$ranked and key != ''"><a href="/report/year?organ={key}&amp;year={substring(/page/period/until_month, 1, 4)}"><xsl:apply-templates select="." mode="chart-label"/></a></xsl:when>
                      <xsl:otherwise><xsl:apply-templates select="." mode="chart-label"/></xsl:otherwise>
                    </xsl:choose>
                  </th>
                  <td class="r"><xsl:call-template name="figure-value"><xsl:with-param name="value" select="value"/><xsl:with-param name="unit" select="string(unit)"/></xsl:call-template></td>
                  <xsl:if test="kind = 'rate' or kind = 'median'"><td class="r"><xsl:value-of select="n"/></td></xsl:if>
                </tr>
              </xsl:for-each>
              <xsl:if test="count($rows) &gt; 1">
                <tr class="sum-row">
                  <xsl:if test="$ranked"><td></td></xsl:if>
                  <th scope="row"><xsl:value-of select="kb:text('report.in-all')"/></th>
                  <td class="r"><strong><xsl:call-template name="figure-value"><xsl:with-param name="value" select="value"/><xsl:with-param name="unit" select="string(unit)"/></xsl:call-template></strong></td>
                  <xsl:if test="kind = 'rate' or kind = 'median'"><td class="r"><xsl:value-of select="n"/></td></xsl:if>
                </tr>
              </xsl:if>
            </tbody>
          </table>
        </div>
      </div>
    </section>
  </xsl:template>

  <xsl:template match="figure" mode="chart-n">
    <xsl:choose>
      <xsl:when test="unit = '分'"><xsl:value-of select="value div 100"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="number(concat('0', value))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="figure" mode="chart-gap"><xsl:if test="not(value != '')">-</xsl:if></xsl:template>
  <xsl:template match="figure" mode="chart-label">
    <xsl:choose>
      <xsl:when test="key = ''"><xsl:value-of select="kb:text('report.no-field')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="(label | label_en[$en])[last()]"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="figure" mode="chart-tick">
    <xsl:choose>
      <xsl:when test="$by = 'month'"><xsl:value-of select="number(substring(key, 6, 2))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="key"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="figure" mode="chart-under">
    <xsl:variable name="before" select="preceding-sibling::figure[1]"/>
    <xsl:if test="$by = 'month' and (not($before) or $before/measure != measure or substring($before/key, 1, 4) != substring(key, 1, 4))"><xsl:value-of select="substring(key, 1, 4)"/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
