<?xml version="1.0" encoding="UTF-8"?>
<!--
number.xsl: page /number, the proof that no official number is missing. Input:
sql/page/number.sql.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('number.title')"/></xsl:template>
  <xsl:template match="page" mode="class">wide</xsl:template>
  <xsl:template match="page" mode="lead"><p class="lead"><xsl:value-of select="kb:text('number.lead')"/></p></xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:variable name="mark" select="string(query/p[@name = 'mark'])"/>
    <xsl:variable name="asked" select="string($q[@name = 'year'])"/>
    <xsl:variable name="wrong" select="$asked != '' and not(year[year = $asked])"/>
    <form action="/number" method="get" class="filter" id="f">
      <xsl:if test="number or found/n &gt; 0"><input type="hidden" name="mark" value="{$mark}"/></xsl:if>
      <div class="field">
        <xsl:if test="$wrong"><xsl:attribute name="class">field bad</xsl:attribute></xsl:if>
        <label for="i-year"><xsl:value-of select="kb:text('number.year')"/></label>
        <xsl:if test="$wrong"><p class="wrong" id="e-year"><xsl:value-of select="kb:text('number.no-year', $asked)"/></p></xsl:if>
        <select id="i-year" name="year">
          <xsl:if test="$wrong"><xsl:attribute name="aria-invalid">true</xsl:attribute><xsl:attribute name="aria-describedby">e-year</xsl:attribute></xsl:if>
          <option value=""><xsl:value-of select="kb:text('list.all')"/></option>
          <xsl:for-each select="year">
            <option value="{year}"><xsl:if test="year = $asked"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="year"/></option>
          </xsl:for-each>
        </select>
      </div>
      <p><button type="submit" class="button"><xsl:value-of select="kb:text('list.find')"/></button></p>
    </form>
    <xsl:choose>
      <xsl:when test="$wrong"/>
      <xsl:when test="not(series)">
        <xsl:call-template name="empty"><xsl:with-param name="text" select="kb:text('number.none')"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="series[missing &gt; 0]">
        <xsl:call-template name="banner"><xsl:with-param name="kind" select="'bad'"/><xsl:with-param name="title" select="kb:text('number.gap', string(count(series[missing &gt; 0])))"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="banner"><xsl:with-param name="kind" select="'good'"/><xsl:with-param name="title" select="kb:text('number.complete', string(count(series)), string(sum(series/last)))"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="series">
      <div class="over">
        <xsl:call-template name="count"><xsl:with-param name="n" select="count(series)"/></xsl:call-template>
        <xsl:call-template name="export"/>
      </div>
      <div class="scroll cards" tabindex="0" role="region" aria-label="{kb:text('list.table')}">
      <table class="cards-table">
        <caption class="hid"><xsl:value-of select="kb:text('number.title')"/></caption>
        <thead><tr>
          <th scope="col"><xsl:value-of select="kb:text('number.mark')"/></th>
          <th scope="col"><xsl:value-of select="kb:text('number.organ')"/></th>
          <th scope="col" class="r"><xsl:value-of select="kb:text('number.range')"/></th>
          <th scope="col" class="r"><xsl:value-of select="kb:text('number.signed')"/></th>
          <th scope="col" class="r"><xsl:value-of select="kb:text('number.void')"/></th>
          <th scope="col"><xsl:value-of select="kb:text('number.missing')"/></th>
        </tr></thead>
        <tbody><xsl:apply-templates select="series"/></tbody>
      </table>
      </div>
    </xsl:if>
    <xsl:if test="number or found/n &gt; 0">
      <h2 id="one"><xsl:value-of select="concat($mark, '〔', query/p[@name = 'year'], '〕')"/><xsl:value-of select="kb:text('number.one-by-one')"/></h2>
      <xsl:call-template name="count"><xsl:with-param name="n" select="found/n"/></xsl:call-template>
      <xsl:if test="number">
      <div class="scroll cards" tabindex="0" role="region" aria-label="{kb:text('list.table')}">
      <table class="cards-table">
        <caption class="hid"><xsl:value-of select="kb:text('number.one-by-one')"/></caption>
        <thead><tr>
          <th scope="col"><xsl:value-of select="kb:text('number.number')"/></th>
          <th scope="col"><xsl:value-of select="kb:text('number.status')"/></th>
          <th scope="col"><xsl:value-of select="kb:text('number.day')"/></th>
          <th scope="col"><xsl:value-of select="kb:text('number.reason')"/></th>
        </tr></thead>
        <tbody><xsl:apply-templates select="number"/></tbody>
      </table>
      </div>
      </xsl:if>
      <xsl:call-template name="pages">
        <xsl:with-param name="found" select="found"/>
        <xsl:with-param name="form" select="'f'"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="series">
    <tr>
      <th scope="row"><a class="wenhao" href="/number?year={year}&amp;mark={mark}#one"><xsl:value-of select="concat(mark, '〔', year, '〕')"/></a></th>
      <td data-l="{kb:text('number.organ')}"><xsl:apply-templates select="organ_name" mode="named"/></td>
      <td class="r" data-l="{kb:text('number.range')}">1–<xsl:value-of select="last"/></td>
      <td class="r" data-l="{kb:text('number.signed')}"><xsl:value-of select="signed"/></td>
      <td class="r" data-l="{kb:text('number.void')}"><xsl:value-of select="void"/></td>
      <td data-l="{kb:text('number.missing')}">
        <xsl:choose>
          <xsl:when test="missing &gt; 0"><span class="tag late"><xsl:value-of select="kb:text('number.missing-n', string(missing))"/></span></xsl:when>
          <xsl:otherwise><span class="tag done"><xsl:value-of select="kb:text('number.missing-0')"/></span></xsl:otherwise>
        </xsl:choose>
      </td>
    </tr>
  </xsl:template>

  <xsl:template match="number">
    <tr>
      <th scope="row" class="wenhao"><xsl:value-of select="number"/></th>
      <td data-l="{kb:text('number.status')}"><span class="tag {status}"><xsl:value-of select="kb:text(concat('number.', status))"/></span></td>
      <td data-l="{kb:text('number.day')}"><xsl:if test="signed_on != ''"><xsl:value-of select="kb:date(string(signed_on))"/></xsl:if></td>
      <td data-l="{kb:text('number.reason')}"><xsl:value-of select="void_reason"/></td>
    </tr>
  </xsl:template>
</xsl:stylesheet>
