<?xml version="1.0" encoding="UTF-8"?>
<!--
cases.xsl: /cases?q=&procedure=&state=&sort=&after=&before=: all cases that the
asker may read, 25 a page. Kept lean: no named templates in rows.
Input: <page><found n more too_short/> <option procedure title title_en/>*
  <case number title title_en subject organ_name region_name public_state
    state_title state_title_en holder_name opened_at changed_at closed_at
    due_on days_left due_provisional case_id/>* (a 26th: there are more)
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">

  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/list.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('cases.title')"/></xsl:template>
  <xsl:template match="page" mode="class">wide</xsl:template>

  <xsl:template match="page" mode="main">
    <form class="filter" id="filter" method="get" action="/cases" role="search" aria-label="{kb:text('list.filter')}">
      <xsl:call-template name="filter-q"/>
      <xsl:call-template name="filter-procedure"/>
      <xsl:call-template name="filter-state"/>
      <div>
        <label for="sort"><xsl:value-of select="kb:text('list.sort')"/></label>
        <select id="sort" name="sort">
          <option value="">
            <xsl:choose>
              <xsl:when test="query/p[. != ''][@name = 'q' or @name = 'procedure' or @name = 'state']"><xsl:value-of select="kb:text('cases.sort-opened')"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="kb:text('cases.sort-changed')"/></xsl:otherwise>
            </xsl:choose>
          </option>
          <option value="due"><xsl:if test="query/p[@name = 'sort'] = 'due'"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="kb:text('cases.sort-due')"/></option>
        </select>
      </div>
      <button class="second"><xsl:value-of select="kb:text('list.filter')"/></button>
      <xsl:if test="query/p[@name = 'q' or @name = 'procedure' or @name = 'state']"><a href="/cases"><xsl:value-of select="kb:text('list.clear')"/></a></xsl:if>
    </form>
    <xsl:call-template name="saved-views"/>
    <xsl:choose>
      <xsl:when test="found/too_short = 't'"><xsl:call-template name="banner"><xsl:with-param name="title" select="kb:text('search.too-short')"/></xsl:call-template></xsl:when>
      <xsl:when test="found/more = 't' and query/p[@name = 'q'] != '' and query/p[@name = 'sort'] = 'due'"><p class="quiet"><xsl:value-of select="kb:text('cases.last-only')"/></p></xsl:when>
    </xsl:choose>
    <xsl:choose>
      <xsl:when test="case">
        <xsl:call-template name="case-table"><xsl:with-param name="cases" select="case[position() &lt;= 25]"/></xsl:call-template>
        <xsl:variable name="last" select="case[26]/preceding-sibling::case[1]"/>
        <xsl:choose>
          <xsl:when test="not($last)"><xsl:call-template name="pager"/></xsl:when>
          <xsl:when test="query/p[@name = 'sort'] = 'due'">
            <xsl:call-template name="pager"><xsl:with-param name="after" select="concat($last/due_on, '~', $last/case_id)"/></xsl:call-template>
          </xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="pager"><xsl:with-param name="after" select="concat($last/changed_at, '~', $last/case_id)"/></xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="empty">
          <xsl:with-param name="text" select="kb:text('cases.empty')"/>
          <xsl:with-param name="href" select="'/guide'"/>
          <xsl:with-param name="action" select="kb:text('work.start')"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
