<?xml version="1.0" encoding="UTF-8"?>
<!--
report_year.xsl: page /report/year, the yearly report of a centre or an office.
Input: sql/page/report_year.sql.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>
  <xsl:import href="../common/chart.xsl"/>
  <xsl:import href="../common/figure.xsl"/>

  <xsl:key name="of-procedure" match="figure" use="procedure"/>
  <xsl:variable name="year">
    <xsl:choose>
      <xsl:when test="number(/page/query/p[@name = 'year']) &gt; 1900"><xsl:value-of select="/page/query/p[@name = 'year']"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="/page/year[1]/year"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="page" mode="title">
    <xsl:choose>
      <xsl:when test="organ">
        <xsl:variable name="name"><xsl:apply-templates select="organ" mode="name-of"/></xsl:variable>
        <xsl:value-of select="kb:text('report.year-of', string($name), string($year))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="kb:text('report.year-title')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="page" mode="crumb">
    <li><a href="/report"><xsl:value-of select="kb:text('report.list-title')"/></a></li>
    <li aria-current="page"><xsl:value-of select="kb:text('report.year-title')"/></li>
  </xsl:template>
  <xsl:template match="page" mode="class">wide</xsl:template>
  <xsl:template match="page" mode="lead">
    <p class="quiet">
      <xsl:if test="organ/kind = 'office'"><xsl:value-of select="kb:text('report.year-division', string(organ/region_name[$zh] | organ/region_name_en[$en]))"/><xsl:text> · </xsl:text></xsl:if>
      <xsl:value-of select="kb:text('report.as-of', kb:date-long(string(@today)))"/>
    </p>
    <xsl:call-template name="report-made-up"/>
  </xsl:template>

  <xsl:template match="page" mode="main">
    <form action="{$path}" method="get" class="filter">
      <xsl:call-template name="report-choice">
        <xsl:with-param name="name" select="'organ'"/>
        <xsl:with-param name="label" select="kb:text('report.centre-or-office')"/>
        <xsl:with-param name="first" select="kb:text('report.choose')"/>
        <xsl:with-param name="options" select="choice"/>
        <xsl:with-param name="value" select="string(organ/organ_id)"/>
      </xsl:call-template>
      <div class="field">
        <label for="i-year"><xsl:value-of select="kb:text('report.head-year')"/></label>
        <select id="i-year" name="year">
          <xsl:for-each select="year">
            <option value="{year}"><xsl:if test="year = $year"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="year"/></option>
          </xsl:for-each>
        </select>
      </div>
      <p><button type="submit" class="button"><xsl:value-of select="kb:text('list.find')"/></button></p>
    </form>
    <xsl:choose>
      <xsl:when test="not(organ)">
        <xsl:call-template name="empty"><xsl:with-param name="text" select="kb:text('report.year-choose')"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="not(figure | step | rating)">
        <xsl:call-template name="empty"><xsl:with-param name="text" select="kb:text('report.year-none', string($year))"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="year-summary"/>
        <xsl:call-template name="year-figures"/>
        <xsl:call-template name="year-steps"/>
        <xsl:call-template name="year-ratings"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="year-summary">
    <dl class="figures strip">
      <div><dt><xsl:value-of select="kb:text('report.year-procedures')"/></dt><dd><xsl:value-of select="count(figure[generate-id() = generate-id(key('of-procedure', procedure)[1])])"/></dd></div>
      <div>
        <dt><xsl:value-of select="kb:text('report.on-time')"/></dt>
        <dd>
          <xsl:call-template name="year-share"><xsl:with-param name="part" select="sum(step/on_time)"/><xsl:with-param name="rest" select="sum(step/late) + sum(step/overdue)"/></xsl:call-template>
          <span class="sub"><xsl:value-of select="concat(kb:text('report.before'), ' ')"/><xsl:call-template name="year-share"><xsl:with-param name="part" select="sum(step/on_time_before)"/><xsl:with-param name="rest" select="sum(step/late_before) + sum(step/overdue_before)"/></xsl:call-template></span>
        </dd>
      </div>
      <div>
        <dt><xsl:value-of select="kb:text('report.satisfied')"/></dt>
        <dd>
          <xsl:call-template name="year-share"><xsl:with-param name="part" select="sum(rating[level &gt;= 3]/n)"/><xsl:with-param name="rest" select="sum(rating[level &lt; 3]/n)"/></xsl:call-template>
          <span class="sub"><xsl:value-of select="concat(kb:text('report.before'), ' ')"/><xsl:call-template name="year-share"><xsl:with-param name="part" select="sum(rating[level &gt;= 3]/n_before)"/><xsl:with-param name="rest" select="sum(rating[level &lt; 3]/n_before)"/></xsl:call-template></span>
        </dd>
      </div>
    </dl>
  </xsl:template>

  <xsl:template name="year-share">
    <xsl:param name="part"/>
    <xsl:param name="rest"/>
    <xsl:choose>
      <xsl:when test="$part + $rest &gt; 0"><xsl:value-of select="format-number($part div ($part + $rest) * 100, '0.0')"/>%</xsl:when>
      <xsl:otherwise>—</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="year-figures">
    <xsl:if test="figure">
      <section>
        <h2 id="figures"><xsl:value-of select="kb:text('report.year-figures')"/></h2>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="figures">
          <table class="tight">
            <thead><tr>
              <th scope="col"><xsl:value-of select="kb:text('report.measure')"/></th>
              <th scope="col" class="r"><xsl:value-of select="$year"/></th>
              <th scope="col" class="r"><xsl:value-of select="$year - 1"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('report.change')"/></th>
            </tr></thead>
            <xsl:for-each select="figure[generate-id() = generate-id(key('of-procedure', procedure)[1])]">
              <tbody>
                <tr><th scope="rowgroup" colspan="4"><a href="/report/procedure/{procedure}?organ={/page/organ/organ_id}&amp;from={$year}-01&amp;until={$year}-12"><xsl:value-of select="(procedure_title | procedure_title_en[$en])[last()]"/></a></th></tr>
                <xsl:apply-templates select="key('of-procedure', procedure)"/>
              </tbody>
            </xsl:for-each>
          </table>
        </div>
        <xsl:call-template name="export"><xsl:with-param name="list" select="'figure'"/></xsl:call-template>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="figure">
    <tr>
      <th scope="row"><a href="/report/procedure/{procedure}?by=organ&amp;measure={measure}&amp;from={$year}-01&amp;until={$year}-12"><xsl:apply-templates select="." mode="title-of"/></a></th>
      <td class="r"><xsl:call-template name="figure-value"><xsl:with-param name="value" select="value"/><xsl:with-param name="unit" select="string(unit)"/></xsl:call-template></td>
      <td class="r"><xsl:call-template name="figure-value"><xsl:with-param name="value" select="value_before"/><xsl:with-param name="unit" select="string(unit)"/></xsl:call-template></td>
      <td class="r">
        <xsl:choose>
          <xsl:when test="not(value_before != '') or not(value != '')">—</xsl:when>
          <xsl:when test="value = value_before">0</xsl:when>
          <xsl:when test="kind = 'rate'"><xsl:value-of select="kb:text('report.points', format-number(value - value_before, '+0.0;-0.0'))"/></xsl:when>
          <xsl:when test="value_before = 0">—</xsl:when>
          <xsl:otherwise><xsl:value-of select="format-number((value - value_before) div value_before * 100, '+0.0;-0.0')"/>%</xsl:otherwise>
        </xsl:choose>
      </td>
    </tr>
  </xsl:template>

  <xsl:template name="year-steps">
    <xsl:if test="step">
      <section>
        <h2 id="step"><xsl:value-of select="kb:text('report.by-step')"/></h2>
        <p class="quiet"><xsl:value-of select="kb:text('report.year-step-why')"/></p>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="step">
          <table class="tight">
            <thead><tr>
              <th scope="col"><xsl:value-of select="kb:text('report.head-procedure')"/></th>
              <th scope="col"><xsl:value-of select="kb:text('report.head-step')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('report.met')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('report.late')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('report.overdue')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('report.rate')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('report.before')"/></th>
            </tr></thead>
            <tbody>
              <xsl:for-each select="step">
                <tr>
                  <td><xsl:value-of select="(procedure_title | procedure_title_en[$en])[last()]"/></td>
                  <th scope="row"><xsl:apply-templates select="." mode="title-of"/></th>
                  <td class="r"><xsl:value-of select="on_time"/></td>
                  <td class="r"><xsl:value-of select="late"/></td>
                  <td class="r"><xsl:value-of select="overdue"/></td>
                  <td class="r"><xsl:call-template name="year-share"><xsl:with-param name="part" select="number(on_time)"/><xsl:with-param name="rest" select="late + overdue"/></xsl:call-template></td>
                  <td class="r"><xsl:call-template name="year-share"><xsl:with-param name="part" select="number(on_time_before)"/><xsl:with-param name="rest" select="late_before + overdue_before"/></xsl:call-template></td>
                </tr>
              </xsl:for-each>
            </tbody>
          </table>
        </div>
        <xsl:call-template name="export"><xsl:with-param name="list" select="'step'"/></xsl:call-template>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="year-ratings">
    <xsl:if test="rating">
      <section>
        <h2 id="rating"><xsl:value-of select="kb:text('report.ratings')"/></h2>
        <div class="cols">
          <div class="chart-box">
            <xsl:call-template name="chart-bars"><xsl:with-param name="rows" select="rating"/><xsl:with-param name="title" select="kb:text('report.ratings')"/><xsl:with-param name="desc" select="kb:text('report.same')"/></xsl:call-template>
          </div>
          <div class="scroll" tabindex="0" role="region" aria-labelledby="rating">
            <table class="tight">
              <thead><tr>
                <th scope="col"><xsl:value-of select="kb:text('report.level')"/></th>
                <th scope="col" class="r"><xsl:value-of select="$year"/></th>
                <th scope="col" class="r"><xsl:value-of select="$year - 1"/></th>
              </tr></thead>
              <tbody>
                <xsl:for-each select="rating">
                  <tr>
                    <th scope="row"><xsl:apply-templates select="." mode="chart-label"/></th>
                    <td class="r"><xsl:value-of select="n"/></td>
                    <td class="r"><xsl:value-of select="n_before"/></td>
                  </tr>
                </xsl:for-each>
              </tbody>
            </table>
          </div>
        </div>
        <xsl:call-template name="export"><xsl:with-param name="list" select="'rating'"/></xsl:call-template>
      </section>
    </xsl:if>
  </xsl:template>
  <xsl:template match="rating" mode="chart-label"><xsl:value-of select="kb:text(concat('case.rate-', level))"/></xsl:template>
</xsl:stylesheet>
