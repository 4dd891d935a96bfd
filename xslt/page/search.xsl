<?xml version="1.0" encoding="UTF-8"?>
<!--
search.xsl: page /search?q=. Input: sql/page/search.sql.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:template match="page" mode="title">
    <xsl:choose>
      <xsl:when test="query/p[@name = 'q'] != ''"><xsl:value-of select="kb:text('search.title', string(query/p[@name = 'q']))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="kb:text('frame.search')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:variable name="asked" select="string(query/p[@name = 'q'])"/>
    <xsl:variable name="all" select="case | letter | guide | entry | notice"/>
    <p class="quiet"><xsl:value-of select="kb:text('search.what')"/></p>
    <xsl:choose>
      <xsl:when test="$asked = ''"/>
      <xsl:when test="$all">
        <xsl:call-template name="count"><xsl:with-param name="n" select="count($all)"/></xsl:call-template>
        <ul class="tabs-plain">
          <xsl:call-template name="jump"><xsl:with-param name="to" select="'case'"/><xsl:with-param name="n" select="count(case)"/></xsl:call-template>
          <xsl:call-template name="jump"><xsl:with-param name="to" select="'letter'"/><xsl:with-param name="n" select="count(letter)"/></xsl:call-template>
          <xsl:call-template name="jump"><xsl:with-param name="to" select="'guide'"/><xsl:with-param name="n" select="count(guide)"/></xsl:call-template>
          <xsl:call-template name="jump"><xsl:with-param name="to" select="'entry'"/><xsl:with-param name="n" select="count(entry)"/></xsl:call-template>
          <xsl:call-template name="jump"><xsl:with-param name="to" select="'notice'"/><xsl:with-param name="n" select="count(notice)"/></xsl:call-template>
        </ul>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="empty"><xsl:with-param name="text" select="kb:text('search.none', $asked)"/><xsl:with-param name="href" select="'/track'"/><xsl:with-param name="action" select="kb:text('track.title')"/></xsl:call-template>
        <ul><li><xsl:value-of select="kb:text('search.tip-number')"/></li><li><xsl:value-of select="kb:text('search.tip-words')"/></li></ul>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="group"><xsl:with-param name="id" select="'case'"/><xsl:with-param name="rows" select="case"/></xsl:call-template>
    <xsl:call-template name="group"><xsl:with-param name="id" select="'letter'"/><xsl:with-param name="rows" select="letter"/></xsl:call-template>
    <xsl:call-template name="group"><xsl:with-param name="id" select="'guide'"/><xsl:with-param name="rows" select="guide"/></xsl:call-template>
    <xsl:call-template name="group"><xsl:with-param name="id" select="'entry'"/><xsl:with-param name="rows" select="entry"/></xsl:call-template>
    <xsl:call-template name="group"><xsl:with-param name="id" select="'notice'"/><xsl:with-param name="rows" select="notice"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="jump">
    <xsl:param name="to"/>
    <xsl:param name="n"/>
    <xsl:if test="$n &gt; 0"><li><a href="#{$to}"><xsl:value-of select="kb:text(concat('search.', $to))"/></a><xsl:text> </xsl:text><xsl:value-of select="$n"/></li></xsl:if>
  </xsl:template>

  <xsl:template name="group">
    <xsl:param name="id"/>
    <xsl:param name="rows"/>
    <xsl:if test="$rows">
      <section>
        <h2 id="{$id}"><xsl:value-of select="kb:text(concat('search.', $id))"/></h2>
        <ul class="tasks"><xsl:apply-templates select="$rows"/></ul>
        <xsl:choose>
          <xsl:when test="$id = 'case' and actor">
            <xsl:call-template name="narrow"><xsl:with-param name="to" select="'/cases'"/><xsl:with-param name="text" select="kb:text('search.in-cases')"/></xsl:call-template>
          </xsl:when>
          <xsl:when test="$id = 'entry'">
            <xsl:for-each select="$rows[not(register = preceding-sibling::entry/register)]">
              <xsl:call-template name="narrow">
                <xsl:with-param name="to" select="concat('/register/', register)"/>
                <xsl:with-param name="text" select="kb:text('search.in-register', string((register_title | register_title_en[$en])[last()]))"/>
              </xsl:call-template>
            </xsl:for-each>
          </xsl:when>
          <xsl:when test="$id = 'notice'">
            <xsl:call-template name="narrow"><xsl:with-param name="to" select="'/notice'"/><xsl:with-param name="text" select="kb:text('search.in-notices')"/></xsl:call-template>
          </xsl:when>
        </xsl:choose>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- The same words where the list has filters. -->
  <xsl:template name="narrow">
    <xsl:param name="to"/>
    <xsl:param name="text"/>
    <form action="{$to}" method="get" class="narrow-by">
      <input type="hidden" name="q" value="{$q[@name = 'q']}"/>
      <button class="small"><xsl:value-of select="$text"/></button>
    </form>
  </xsl:template>

  <xsl:template match="case">
    <li>
      <a class="num" href="/case/{number}"><xsl:value-of select="number"/></a>
      <p><xsl:apply-templates select="." mode="title-of"/><xsl:value-of select="kb:text('form.colon')"/><span lang="zh-CN"><xsl:value-of select="subject"/></span><xsl:text> </xsl:text><span class="sub"><xsl:value-of select="(state_title | state_title_en[$en])[last()]"/></span></p>
    </li>
  </xsl:template>
  <xsl:template match="letter">
    <li>
      <a class="wenhao" href="/verify?code={code}"><xsl:value-of select="number"/></a>
      <p><xsl:apply-templates select="." mode="title-of"/><xsl:text> </xsl:text><span class="sub"><xsl:value-of select="organ_name"/><xsl:text> </xsl:text><xsl:value-of select="kb:date(string(signed_on))"/></span></p>
    </li>
  </xsl:template>
  <xsl:template match="guide">
    <li><a href="/guide/{name}"><xsl:apply-templates select="." mode="title-of"/></a><p><xsl:apply-templates select="." mode="summary-of"/></p></li>
  </xsl:template>
  <xsl:template match="entry">
    <li>
      <a href="/register/{register}/{key}" lang="zh-CN"><xsl:value-of select="title"/></a>
      <p class="sub"><xsl:value-of select="(register_title | register_title_en[$en])[last()]"/><xsl:text> </xsl:text><xsl:value-of select="(region_name | region_name_en[$en])[last()]"/></p>
    </li>
  </xsl:template>
  <xsl:template match="notice">
    <li><a href="/notice/{notice_id}"><xsl:apply-templates select="." mode="title-of"/></a><p class="sub"><xsl:value-of select="organ_name"/><xsl:text> </xsl:text><xsl:value-of select="kb:date(substring(published_at, 1, 10))"/></p></li>
  </xsl:template>
</xsl:stylesheet>
