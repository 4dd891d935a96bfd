<?xml version="1.0" encoding="UTF-8"?>
<!--
work.xsl: /work?tab=team|unassigned: what is to be done, overdue on top, to be
ticked for several at once, and the drafts to go on with.
Input: as cases.xsl; <tally team unassigned overdue/> (at most 1,000 counted)
  <draft draft_id procedure title title_en move_title move_title_en case_number
    page updated_at/>*
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">

  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/list.xsl"/>

  <xsl:variable name="tab">
    <xsl:choose>
      <xsl:when test="/page/query/p[@name = 'tab']"><xsl:value-of select="/page/query/p[@name = 'tab']"/></xsl:when>
      <xsl:otherwise>mine</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('work.title')"/></xsl:template>
  <xsl:template match="page" mode="class">wide</xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:if test="query/p[@name = 'dropped']">
      <xsl:call-template name="banner"><xsl:with-param name="kind" select="'good'"/><xsl:with-param name="title" select="kb:text('work.dropped')"/></xsl:call-template>
    </xsl:if>
    <ul class="tabs">
      <xsl:call-template name="tab"><xsl:with-param name="href" select="'/work'"/><xsl:with-param name="text" select="kb:text('work.mine')"/><xsl:with-param name="on" select="$tab = 'mine'"/></xsl:call-template>
      <xsl:call-template name="tab"><xsl:with-param name="href" select="'/work?tab=team'"/><xsl:with-param name="text" select="kb:text('work.team')"/><xsl:with-param name="on" select="$tab = 'team'"/><xsl:with-param name="n" select="string(tally/team)"/></xsl:call-template>
      <xsl:call-template name="tab"><xsl:with-param name="href" select="'/work?tab=unassigned'"/><xsl:with-param name="text" select="kb:text('work.unassigned')"/><xsl:with-param name="on" select="$tab = 'unassigned'"/><xsl:with-param name="n" select="string(tally/unassigned)"/></xsl:call-template>
    </ul>
    <xsl:if test="case or query/p[@name = 'q' or @name = 'procedure' or @name = 'state']">
      <form class="filter" id="filter" method="get" action="/work" aria-label="{kb:text('list.filter')}">
        <xsl:if test="$tab != 'mine'"><input type="hidden" name="tab" value="{$tab}"/></xsl:if>
        <xsl:call-template name="filter-q"/>
        <xsl:call-template name="filter-procedure"/>
        <xsl:call-template name="filter-state"/>
        <button class="second"><xsl:value-of select="kb:text('list.filter')"/></button>
      </form>
    </xsl:if>
    <xsl:call-template name="saved-views"/>
    <xsl:choose>
      <xsl:when test="case">
        <form method="post" action="/work/batch" id="batch" class="batch">
          <xsl:call-template name="hidden"/>
          <p><xsl:value-of select="kb:text('batch.hint')"/><xsl:text> </xsl:text><button class="small"><xsl:value-of select="kb:text('batch.go')"/></button></p>
        </form>
        <xsl:call-template name="case-table"><xsl:with-param name="cases" select="case[position() &lt;= 25]"/></xsl:call-template>
        <xsl:call-template name="pager">
          <xsl:with-param name="after" select="string(case[26]/preceding-sibling::case[1]/cursor)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="query/p[@name = 'q' or @name = 'procedure' or @name = 'state']">
        <xsl:call-template name="empty"><xsl:with-param name="text" select="kb:text('work.empty-filter')"/><xsl:with-param name="href" select="'/cases'"/><xsl:with-param name="action" select="kb:text('work.all-cases')"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="empty"><xsl:with-param name="text" select="kb:text('work.empty')"/><xsl:with-param name="href" select="'/cases'"/><xsl:with-param name="action" select="kb:text('work.all-cases')"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="work-drafts"/>
    <xsl:if test="option[starts = 't']">
      <h2><xsl:value-of select="kb:text('work.start')"/></h2>
      <ul class="many">
        <xsl:for-each select="option[starts = 't']"><li><a href="/apply/{procedure}"><xsl:value-of select="title[$zh] | title_en[$en]"/></a></li></xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>

  <xsl:template name="work-drafts">
    <xsl:if test="draft">
      <h2><xsl:value-of select="kb:text('work.drafts')"/></h2>
      <p class="count"><xsl:value-of select="kb:text('list.count', string(count(draft)))"/></p>
      <ul class="letters">
        <xsl:for-each select="draft">
          <li>
            <p>
              <a><xsl:attribute name="href"><xsl:value-of select="concat('/draft/', draft_id)"/><xsl:choose><xsl:when test="page != ''">/page/<xsl:value-of select="page"/></xsl:when><xsl:otherwise>/check</xsl:otherwise></xsl:choose></xsl:attribute><xsl:value-of select="title[$zh] | title_en[$en]"/><xsl:value-of select="kb:text('form.colon')"/><xsl:value-of select="move_title[$zh] | move_title_en[$en]"/></a>
              <xsl:if test="case_number"><xsl:text> </xsl:text><span class="num sub"><xsl:value-of select="case_number"/></span></xsl:if>
            </p>
            <p class="sub"><xsl:value-of select="kb:text('work.draft-at')"/><xsl:text> </xsl:text><xsl:value-of select="kb:date-time(string(updated_at))"/></p>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
