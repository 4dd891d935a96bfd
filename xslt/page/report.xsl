<?xml version="1.0" encoding="UTF-8"?>
<!--
report.xsl: pages /report/cases and /report/assessment. Input: sql/page/report.sql.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:import href="../common/chart.xsl"/>
  <xsl:import href="../common/figure.xsl"/>
  <xsl:import href="../common/entry.xsl"/>

  <xsl:key name="procedure" match="/page/procedure" use="key"/>
  <xsl:variable name="report" select="substring-after($path, '/report/')"/>

  <xsl:template match="page" mode="title">
    <xsl:value-of select="kb:text(concat('report.', $report))"/>
  </xsl:template>
  <xsl:template match="page" mode="crumb">
    <li><a href="/report"><xsl:value-of select="kb:text('report.list-title')"/></a></li>
    <li aria-current="page"><xsl:value-of select="kb:text(concat('report.', $report))"/></li>
  </xsl:template>
  <xsl:template match="page" mode="class">wide</xsl:template>
  <xsl:template match="page" mode="lead">
    <p class="quiet"><xsl:value-of select="kb:text('report.as-of', kb:date-long(string(@today)))"/></p>
    <xsl:call-template name="report-made-up"/>
  </xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:choose>
      <xsl:when test="$report = 'assessment'"><xsl:call-template name="assessment"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="cases"/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$report = 'assessment'"><xsl:call-template name="export"/></xsl:if>
  </xsl:template>

  <xsl:template name="cases">
    <xsl:choose>
      <xsl:when test="not(procedure)">
        <xsl:call-template name="empty"><xsl:with-param name="text" select="kb:text('report.none')"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="met" select="sum(procedure/on_time) + sum(procedure/late) + sum(procedure/overdue)"/>
        <dl class="figures strip">
          <div><dt><xsl:value-of select="kb:text('report.all')"/></dt><dd><xsl:value-of select="sum(procedure/n)"/></dd></div>
          <div><dt><xsl:value-of select="kb:text('report.on-time')"/></dt><dd><xsl:choose><xsl:when test="$met &gt; 0"><xsl:value-of select="format-number(sum(procedure/on_time) div $met * 100, '0.0')"/>%</xsl:when><xsl:otherwise>—</xsl:otherwise></xsl:choose></dd></div>
          <div><dt><xsl:value-of select="kb:text('report.overdue')"/></dt><dd><xsl:value-of select="sum(procedure/overdue)"/></dd></div>
        </dl>
        <xsl:call-template name="by"><xsl:with-param name="what" select="'procedure'"/><xsl:with-param name="rows" select="procedure"/></xsl:call-template>
        <xsl:call-template name="by"><xsl:with-param name="what" select="'state'"/><xsl:with-param name="rows" select="state"/></xsl:call-template>
        <xsl:call-template name="by"><xsl:with-param name="what" select="'month'"/><xsl:with-param name="rows" select="month"/></xsl:call-template>
        <xsl:call-template name="report-steps"/>
        <xsl:call-template name="by"><xsl:with-param name="what" select="'organ'"/><xsl:with-param name="rows" select="organ"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- One count: the chart and, beside it, the same figures. -->
  <xsl:template name="by">
    <xsl:param name="what"/>
    <xsl:param name="rows"/>
    <xsl:if test="$rows">
      <xsl:variable name="title" select="kb:text(concat('report.by-', $what))"/>
      <xsl:variable name="ended" select="sum($rows/on_time) + sum($rows/late) &gt; 0"/>
      <section>
        <h2 id="{$what}"><xsl:value-of select="$title"/></h2>
        <div class="cols">
          <div class="chart-box">
            <xsl:choose>
              <xsl:when test="$what = 'month'">
                <xsl:call-template name="chart-line"><xsl:with-param name="rows" select="$rows"/><xsl:with-param name="title" select="$title"/><xsl:with-param name="desc" select="kb:text('report.same')"/></xsl:call-template>
              </xsl:when>
              <xsl:otherwise>
                <xsl:call-template name="chart-bars"><xsl:with-param name="rows" select="$rows[position() &lt;= 12]"/><xsl:with-param name="title" select="$title"/><xsl:with-param name="desc" select="kb:text('report.same')"/></xsl:call-template>
              </xsl:otherwise>
            </xsl:choose>
          </div>
          <div class="scroll" tabindex="0" role="region" aria-labelledby="{$what}">
            <table class="tight">
              <thead><tr>
                <th scope="col"><xsl:value-of select="kb:text(concat('report.head-', $what))"/></th>
                <th scope="col" class="r"><xsl:value-of select="kb:text('report.n')"/></th>
                <xsl:if test="$ended">
                  <th scope="col" class="r"><xsl:value-of select="kb:text('report.met')"/></th>
                  <th scope="col" class="r"><xsl:value-of select="kb:text('report.late')"/></th>
                </xsl:if>
                <th scope="col" class="r"><xsl:value-of select="kb:text('report.overdue')"/></th>
              </tr></thead>
              <tbody>
                <xsl:for-each select="$rows">
                  <tr>
                    <th scope="row"><xsl:apply-templates select="." mode="chart-label"/></th>
                    <td class="r">
                      <xsl:choose>
                        <xsl:when test="$what = 'procedure' and /page/actor"><a href="/cases?procedure={key}"><xsl:value-of select="n"/></a></xsl:when>
                        <xsl:otherwise><xsl:value-of select="n"/></xsl:otherwise>
                      </xsl:choose>
                    </td>
                    <xsl:if test="$ended">
                      <td class="r"><xsl:value-of select="on_time"/></td>
                      <td class="r"><xsl:value-of select="late"/></td>
                    </xsl:if>
                    <td class="r"><xsl:value-of select="overdue"/></td>
                  </tr>
                </xsl:for-each>
              </tbody>
            </table>
          </div>
        </div>
        <xsl:call-template name="export"><xsl:with-param name="list" select="$what"/></xsl:call-template>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="report-steps">
    <xsl:variable name="rows" select="step[met_late + overdue &gt; 0]"/>
    <xsl:if test="step">
      <section>
        <h2 id="step"><xsl:value-of select="kb:text('report.by-step')"/></h2>
        <p class="quiet"><xsl:value-of select="kb:text('report.by-step-why')"/></p>
        <xsl:if test="$rows">
          <div class="chart-box">
            <xsl:call-template name="chart-stack">
              <xsl:with-param name="rows" select="$rows[position() &lt;= 12]"/>
              <xsl:with-param name="title" select="kb:text('report.by-step')"/>
              <xsl:with-param name="desc" select="kb:text('report.by-step-same')"/>
              <xsl:with-param name="words">
                <li class="a"><xsl:value-of select="kb:text('report.met')"/></li>
                <li class="b"><xsl:value-of select="kb:text('report.late')"/></li>
                <li class="c"><xsl:value-of select="kb:text('report.overdue')"/></li>
              </xsl:with-param>
            </xsl:call-template>
          </div>
        </xsl:if>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="step">
          <table class="tight">
            <thead><tr>
              <th scope="col"><xsl:value-of select="kb:text('report.head-step')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('report.running')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('report.met')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('report.late')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('report.overdue')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('report.rate')"/></th>
            </tr></thead>
            <tbody>
              <xsl:for-each select="step">
                <xsl:variable name="met" select="met_on_time + met_late + overdue"/>
                <tr>
                  <th scope="row"><xsl:value-of select="(title | title_en[$en])[last()]"/><span class="sub"><xsl:apply-templates select="key('procedure', procedure)" mode="chart-label"/></span></th>
                  <td class="r"><xsl:value-of select="running"/></td>
                  <td class="r"><xsl:value-of select="met_on_time"/></td>
                  <td class="r"><xsl:value-of select="met_late"/></td>
                  <td class="r"><xsl:value-of select="overdue"/></td>
                  <td class="r"><xsl:choose><xsl:when test="$met &gt; 0"><xsl:value-of select="format-number(met_on_time div $met * 100, '0.0')"/>%</xsl:when><xsl:otherwise>—</xsl:otherwise></xsl:choose></td>
                </tr>
              </xsl:for-each>
            </tbody>
          </table>
        </div>
        <xsl:call-template name="export"><xsl:with-param name="list" select="'step'"/></xsl:call-template>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="step" mode="chart-label">
    <xsl:apply-templates select="key('procedure', procedure)" mode="chart-label"/>
    <xsl:value-of select="concat(kb:text('form.colon'), (title | title_en[$en])[last()])"/>
  </xsl:template>
  <xsl:template match="step" mode="chart-a"><xsl:value-of select="met_on_time"/></xsl:template>
  <xsl:template match="step" mode="chart-b"><xsl:value-of select="met_late"/></xsl:template>
  <xsl:template match="month" mode="chart-tick"><xsl:value-of select="number(substring(key, 6, 2))"/></xsl:template>
  <xsl:template match="month" mode="chart-under">
    <xsl:if test="substring(key, 1, 4) != substring(preceding-sibling::month[1]/key, 1, 4) or not(preceding-sibling::month)"><xsl:value-of select="substring(key, 1, 4)"/></xsl:if>
  </xsl:template>

  <!-- Scores and ranks of the year asked for, or of the last one. -->
  <xsl:template name="assessment">
    <xsl:variable name="asked" select="string(query/p[@name = 'year'])"/>
    <xsl:variable name="year">
      <xsl:choose>
        <xsl:when test="$asked != ''"><xsl:value-of select="$asked"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="year[1]/year"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="rows" select="result[data//year = $year]"/>
    <xsl:if test="year">
    <form action="/report/assessment" method="get" class="filter">
      <div class="field">
        <label for="i-year"><xsl:value-of select="kb:text('report.year')"/></label>
        <select id="i-year" name="year">
          <xsl:for-each select="year">
            <option value="{year}"><xsl:if test="year = $year"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="year"/></option>
          </xsl:for-each>
        </select>
      </div>
      <p><button type="submit" class="button"><xsl:value-of select="kb:text('list.find')"/></button></p>
    </form>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$rows"><xsl:call-template name="ranking"><xsl:with-param name="rows" select="$rows"/><xsl:with-param name="year" select="string($year)"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:call-template name="empty"><xsl:with-param name="text" select="kb:text('report.no-year')"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="ranking">
    <xsl:param name="rows"/>
    <xsl:param name="year"/>
    <xsl:variable name="title" select="kb:text('report.scores', $year)"/>
    <dl class="figures strip">
      <div><dt><xsl:value-of select="kb:text('report.centres')"/></dt><dd><xsl:value-of select="count($rows)"/></dd></div>
      <div><dt><xsl:value-of select="kb:text('report.mean')"/></dt><dd><xsl:value-of select="format-number(sum($rows/data//score) div count($rows), '0.00')"/></dd></div>
      <div><dt><xsl:value-of select="kb:text('report.low')"/></dt><dd><xsl:value-of select="count($rows[data//low = 'true' or data//low = 'yes' or data//low = '1'])"/></dd></div>
    </dl>
    <h2 id="spread"><xsl:value-of select="kb:text('report.spread')"/></h2>
    <div class="chart-box">
      <xsl:call-template name="chart-columns">
        <xsl:with-param name="rows" select="$rows"/>
        <xsl:with-param name="title" select="kb:text('report.spread')"/>
        <xsl:with-param name="desc" select="kb:text('report.same')"/>
        <xsl:with-param name="low" select="40"/>
        <xsl:with-param name="step" select="5"/>
        <xsl:with-param name="n" select="12"/>
      </xsl:call-template>
    </div>
    <h2 id="ranks"><xsl:value-of select="$title"/></h2>
    <div class="scroll cards" tabindex="0" role="region" aria-label="{kb:text('list.table')}">
    <table class="cards-table ranks">
      <caption class="hid"><xsl:value-of select="$title"/></caption>
      <thead><tr>
        <th scope="col" class="r"><xsl:value-of select="kb:text('report.rank')"/></th>
        <th scope="col"><xsl:value-of select="kb:text('report.centre')"/></th>
        <th scope="col" class="r"><xsl:value-of select="kb:text('report.score')"/></th>
        <th scope="col" class="wide"><span class="hid"><xsl:value-of select="kb:text('report.bar')"/></span></th>
        <th scope="col"><xsl:value-of select="kb:text('report.outcome')"/></th>
      </tr></thead>
      <tbody>
        <xsl:for-each select="$rows">
          <xsl:sort select="data//rank" data-type="number"/>
          <xsl:variable name="low" select="data//low = 'true' or data//low = 'yes' or data//low = '1'"/>
          <tr>
            <td class="r" data-l="{kb:text('report.rank')}"><xsl:value-of select="data//rank"/></td>
            <th scope="row"><a href="/register/assessment/{key}"><xsl:value-of select="title"/></a></th>
            <td class="r" data-l="{kb:text('report.score')}"><xsl:value-of select="format-number(data//score, '0.00')"/></td>
            <td class="wide">
              <svg xmlns="http://www.w3.org/2000/svg" class="chart" width="100%" height="14" aria-hidden="true">
                <rect class="chart-bar" x="0" y="1" width="{format-number(data//score, '0.##')}%" height="12"><xsl:if test="$low"><xsl:attribute name="class">chart-bar chart-low</xsl:attribute></xsl:if></rect>
              </svg>
            </td>
            <td data-l="{kb:text('report.outcome')}">
              <xsl:choose>
                <xsl:when test="$low"><span class="tag late"><xsl:value-of select="kb:text('report.is-low')"/></span></xsl:when>
                <xsl:otherwise><span class="tag done"><xsl:value-of select="kb:text('report.is-fine')"/></span></xsl:otherwise>
              </xsl:choose>
            </td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
    </div>
  </xsl:template>
  <xsl:template match="result" mode="chart-n"><xsl:value-of select="data//score"/></xsl:template>
</xsl:stylesheet>
