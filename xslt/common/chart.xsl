<?xml version="1.0" encoding="UTF-8"?>
<!--
chart.xsl: charts in SVG that stay legible at any width: places across are
per cents, so text is never scaled. Values stand on the marks; the page shows
the same figures in a table below.
  chart-bars     rows, title, desc, max?, mark?     one bar a row; a line at `mark`
  chart-stack    rows, title, desc, words           bars of parts a, b, c
  chart-line     rows, title, desc                  one line over the rows in order
  chart-columns  rows, title, desc, low, step, n    histogram of values in n classes
Rows are nodes of the page; the page says what they are worth by templates in
modes chart-label, chart-n and, for stacks, chart-a, chart-b, chart-c; what
stands below a point of a line, by chart-tick and chart-under; that there is no
point, by chart-gap.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/2000/svg"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">

  <xsl:template match="*" mode="chart-label"><xsl:value-of select="(label | label_en[$en])[last()]"/></xsl:template>
  <xsl:template match="*" mode="chart-n"><xsl:value-of select="n"/></xsl:template>
  <xsl:template match="*" mode="chart-a"><xsl:value-of select="on_time"/></xsl:template>
  <xsl:template match="*" mode="chart-b"><xsl:value-of select="late"/></xsl:template>
  <xsl:template match="*" mode="chart-c"><xsl:value-of select="overdue"/></xsl:template>

  <!-- The greatest value of the rows, at least 1. -->
  <xsl:template name="chart-max">
    <xsl:param name="rows"/>
    <xsl:variable name="list">
      <xsl:for-each select="$rows"><xsl:apply-templates select="." mode="chart-n"/><xsl:text> </xsl:text></xsl:for-each>
    </xsl:variable>
    <xsl:call-template name="chart-greatest"><xsl:with-param name="list" select="string($list)"/></xsl:call-template>
  </xsl:template>
  <xsl:template name="chart-greatest">
    <xsl:param name="list"/>
    <xsl:param name="max" select="1"/>
    <xsl:variable name="n" select="number(substring-before($list, ' '))"/>
    <xsl:choose>
      <xsl:when test="$list = ''"><xsl:value-of select="$max"/></xsl:when>
      <xsl:when test="$n &gt; $max">
        <xsl:call-template name="chart-greatest"><xsl:with-param name="list" select="substring-after($list, ' ')"/><xsl:with-param name="max" select="$n"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="chart-greatest"><xsl:with-param name="list" select="substring-after($list, ' ')"/><xsl:with-param name="max" select="$max"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="chart-head">
    <xsl:param name="title"/>
    <xsl:param name="desc"/>
    <title><xsl:value-of select="$title"/></title>
    <desc><xsl:value-of select="$desc"/></desc>
  </xsl:template>

  <xsl:template name="chart-bars">
    <xsl:param name="rows"/>
    <xsl:param name="title"/>
    <xsl:param name="desc"/>
    <xsl:param name="max" select="0"/>
    <xsl:param name="mark" select="0"/>
    <xsl:variable name="top">
      <xsl:choose>
        <xsl:when test="$max &gt; 0"><xsl:value-of select="$max"/></xsl:when>
        <xsl:otherwise><xsl:call-template name="chart-max"><xsl:with-param name="rows" select="$rows"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <svg class="chart" role="img" width="100%" height="{count($rows) * 44 + 4}" aria-label="{$title}">
      <xsl:call-template name="chart-head"><xsl:with-param name="title" select="$title"/><xsl:with-param name="desc" select="$desc"/></xsl:call-template>
      <xsl:for-each select="$rows">
        <xsl:variable name="n"><xsl:apply-templates select="." mode="chart-n"/></xsl:variable>
        <xsl:variable name="class"><xsl:apply-templates select="." mode="chart-class"/></xsl:variable>
        <xsl:variable name="y" select="(position() - 1) * 44"/>
        <xsl:variable name="w" select="format-number($n div $top * 84, '0.##')"/>
        <text class="chart-label" x="0" y="{$y + 15}"><xsl:apply-templates select="." mode="chart-label"/></text>
        <rect class="chart-bar {$class}" x="0" y="{$y + 22}" width="{$w}%" height="14"/>
        <text class="chart-value" x="{$w}%" dx="6" y="{$y + 34}"><xsl:value-of select="$n"/></text>
      </xsl:for-each>
      <xsl:if test="$mark &gt; 0">
        <line class="chart-mark" x1="{format-number($mark div $top * 84, '0.##')}%" x2="{format-number($mark div $top * 84, '0.##')}%" y1="18" y2="100%"/>
      </xsl:if>
    </svg>
  </xsl:template>
  <xsl:template match="*" mode="chart-class"/>

  <xsl:template name="chart-stack">
    <xsl:param name="rows"/>
    <xsl:param name="title"/>
    <xsl:param name="desc"/>
    <xsl:param name="words"/>
    <ul xmlns="" class="chart-key"><xsl:copy-of select="$words"/></ul>
    <svg class="chart" role="img" width="100%" height="{count($rows) * 48 + 4}" aria-label="{$title}">
      <xsl:call-template name="chart-head"><xsl:with-param name="title" select="$title"/><xsl:with-param name="desc" select="$desc"/></xsl:call-template>
      <xsl:for-each select="$rows">
        <xsl:variable name="a"><xsl:apply-templates select="." mode="chart-a"/></xsl:variable>
        <xsl:variable name="b"><xsl:apply-templates select="." mode="chart-b"/></xsl:variable>
        <xsl:variable name="c"><xsl:apply-templates select="." mode="chart-c"/></xsl:variable>
        <xsl:variable name="all" select="$a + $b + $c"/>
        <xsl:variable name="y" select="(position() - 1) * 48"/>
        <text class="chart-label" x="0" y="{$y + 15}"><xsl:apply-templates select="." mode="chart-label"/></text>
        <xsl:choose>
          <xsl:when test="$all &gt; 0">
            <xsl:call-template name="chart-part"><xsl:with-param name="n" select="$a"/><xsl:with-param name="all" select="$all"/><xsl:with-param name="y" select="$y"/><xsl:with-param name="class" select="'a'"/></xsl:call-template>
            <xsl:call-template name="chart-part"><xsl:with-param name="n" select="$b"/><xsl:with-param name="all" select="$all"/><xsl:with-param name="y" select="$y"/><xsl:with-param name="class" select="'b'"/><xsl:with-param name="before" select="$a"/></xsl:call-template>
            <xsl:call-template name="chart-part"><xsl:with-param name="n" select="$c"/><xsl:with-param name="all" select="$all"/><xsl:with-param name="y" select="$y"/><xsl:with-param name="class" select="'c'"/><xsl:with-param name="before" select="$a + $b"/></xsl:call-template>
          </xsl:when>
          <xsl:otherwise><text class="chart-value" x="0" y="{$y + 35}">0</text></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </svg>
  </xsl:template>

  <xsl:template name="chart-part">
    <xsl:param name="n"/>
    <xsl:param name="all"/>
    <xsl:param name="y"/>
    <xsl:param name="class"/>
    <xsl:param name="before" select="0"/>
    <xsl:if test="$n &gt; 0">
      <rect class="chart-{$class}" x="{format-number($before div $all * 100, '0.##')}%" y="{$y + 22}" width="{format-number($n div $all * 100, '0.##')}%" height="18"/>
      <xsl:if test="$n div $all &gt; 0.05">
        <text class="chart-in chart-in-{$class}" x="{format-number(($before + $n div 2) div $all * 100, '0.##')}%" y="{$y + 35}"><xsl:value-of select="$n"/></text>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <xsl:template name="chart-line">
    <xsl:param name="rows"/>
    <xsl:param name="title"/>
    <xsl:param name="desc"/>
    <xsl:variable name="max"><xsl:call-template name="chart-max"><xsl:with-param name="rows" select="$rows"/></xsl:call-template></xsl:variable>
    <xsl:variable name="k" select="count($rows)"/>
    <svg class="chart" role="img" width="100%" height="206" aria-label="{$title}">
      <xsl:call-template name="chart-head"><xsl:with-param name="title" select="$title"/><xsl:with-param name="desc" select="$desc"/></xsl:call-template>
      <line class="chart-axis" x1="0" x2="100%" y1="160" y2="160"/>
      <xsl:for-each select="$rows">
        <xsl:variable name="i" select="position()"/>
        <xsl:variable name="n"><xsl:apply-templates select="." mode="chart-n"/></xsl:variable>
        <xsl:variable name="x" select="format-number(($i - 0.5) div $k * 100, '0.##')"/>
        <xsl:variable name="y" select="format-number(160 - $n div $max * 130, '0.#')"/>
        <xsl:variable name="gap"><xsl:apply-templates select="." mode="chart-gap"/></xsl:variable>
        <xsl:variable name="gap2"><xsl:apply-templates select="$rows[$i + 1]" mode="chart-gap"/></xsl:variable>
        <xsl:if test="$i &lt; $k and concat($gap, $gap2) = ''">
          <xsl:variable name="n2"><xsl:apply-templates select="$rows[$i + 1]" mode="chart-n"/></xsl:variable>
          <line class="chart-trend" x1="{$x}%" y1="{$y}" x2="{format-number(($i + 0.5) div $k * 100, '0.##')}%" y2="{format-number(160 - $n2 div $max * 130, '0.#')}"/>
        </xsl:if>
        <xsl:if test="$gap = ''">
          <circle class="chart-dot" cx="{$x}%" cy="{$y}" r="3.5"/>
          <text class="chart-in chart-on" x="{$x}%" y="{$y - 9}"><xsl:value-of select="$n"/></text>
        </xsl:if>
        <text class="chart-tick" x="{$x}%" y="178"><xsl:apply-templates select="." mode="chart-tick"/></text>
        <text class="chart-tick" x="{$x}%" y="196"><xsl:apply-templates select="." mode="chart-under"/></text>
      </xsl:for-each>
    </svg>
  </xsl:template>
  <xsl:template match="*" mode="chart-under"/>
  <xsl:template match="*" mode="chart-gap"/>
  <xsl:template match="*" mode="chart-tick"><xsl:apply-templates select="." mode="chart-label"/></xsl:template>

  <xsl:template name="chart-columns">
    <xsl:param name="rows"/>
    <xsl:param name="title"/>
    <xsl:param name="desc"/>
    <xsl:param name="low" select="0"/>
    <xsl:param name="step" select="10"/>
    <xsl:param name="n" select="10"/>
    <!-- the class of each row, as a string of "3 4 4 7 " -->
    <xsl:variable name="classes">
      <xsl:text> </xsl:text>
      <xsl:for-each select="$rows">
        <xsl:variable name="v"><xsl:apply-templates select="." mode="chart-n"/></xsl:variable>
        <xsl:variable name="c" select="floor(($v - $low) div $step)"/>
        <xsl:choose>
          <xsl:when test="$c &gt;= $n"><xsl:value-of select="$n - 1"/></xsl:when>
          <xsl:when test="$c &lt; 0">0</xsl:when>
          <xsl:otherwise><xsl:value-of select="$c"/></xsl:otherwise>
        </xsl:choose>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </xsl:variable>
    <svg class="chart" role="img" width="100%" height="190" aria-label="{$title}">
      <xsl:call-template name="chart-head"><xsl:with-param name="title" select="$title"/><xsl:with-param name="desc" select="$desc"/></xsl:call-template>
      <line class="chart-axis" x1="0" x2="100%" y1="160" y2="160"/>
      <xsl:call-template name="chart-column">
        <xsl:with-param name="classes" select="string($classes)"/>
        <xsl:with-param name="low" select="$low"/>
        <xsl:with-param name="step" select="$step"/>
        <xsl:with-param name="n" select="$n"/>
        <xsl:with-param name="all" select="count($rows)"/>
      </xsl:call-template>
    </svg>
  </xsl:template>

  <xsl:template name="chart-column">
    <xsl:param name="classes"/>
    <xsl:param name="low"/>
    <xsl:param name="step"/>
    <xsl:param name="n"/>
    <xsl:param name="all"/>
    <xsl:param name="i" select="0"/>
    <xsl:if test="$i &lt; $n">
      <xsl:variable name="count"><xsl:call-template name="chart-times"><xsl:with-param name="list" select="$classes"/><xsl:with-param name="what" select="concat(' ', $i, ' ')"/></xsl:call-template></xsl:variable>
      <!-- half of all rows in one class fill the height -->
      <xsl:variable name="h" select="$count div $all * 260 - ($count div $all * 260 - 130) * ($count div $all &gt; 0.5)"/>
      <rect class="chart-bar" x="{format-number(($i + 0.1) div $n * 100, '0.##')}%" width="{format-number(0.8 div $n * 100, '0.##')}%" y="{format-number(160 - $h, '0.#')}" height="{format-number($h, '0.#')}"/>
      <text class="chart-in" x="{format-number(($i + 0.5) div $n * 100, '0.##')}%" y="{format-number(154 - $h, '0.#')}"><xsl:value-of select="$count"/></text>
      <text class="chart-tick" x="{format-number(($i + 0.5) div $n * 100, '0.##')}%" y="178"><xsl:value-of select="concat($low + $i * $step, '–')"/></text>
      <xsl:call-template name="chart-column">
        <xsl:with-param name="classes" select="$classes"/>
        <xsl:with-param name="low" select="$low"/>
        <xsl:with-param name="step" select="$step"/>
        <xsl:with-param name="n" select="$n"/>
        <xsl:with-param name="all" select="$all"/>
        <xsl:with-param name="i" select="$i + 1"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- How often `what` (" 3 ") stands in `list`; neighbours share the blank. -->
  <xsl:template name="chart-times">
    <xsl:param name="list"/>
    <xsl:param name="what"/>
    <xsl:param name="k" select="0"/>
    <xsl:choose>
      <xsl:when test="contains($list, $what)">
        <xsl:call-template name="chart-times">
          <xsl:with-param name="list" select="concat(' ', substring-after($list, $what))"/>
          <xsl:with-param name="what" select="$what"/>
          <xsl:with-param name="k" select="$k + 1"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$k"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
