<?xml version="1.0" encoding="UTF-8"?>
<!--
search.xsl: page /search?q=[&kind=&procedure=&state=&year=&region=&organ=&sort=&after=].
Input: sql/page/search.sql, and <hint kind code arg/> about a number that is not right.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:variable name="asked" select="string($q[@name = 'q'])"/>
  <xsl:variable name="kind" select="string($q[@name = 'kind'])"/>
  <xsl:variable name="filters" select="$q[@name = 'procedure' or @name = 'state' or @name = 'year' or @name = 'region' or @name = 'organ']"/>

  <xsl:template match="page" mode="title">
    <xsl:choose>
      <xsl:when test="$asked != ''"><xsl:value-of select="kb:text('search.title', $asked)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="kb:text('frame.search')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="page" mode="main">
    <form action="/search" method="get" class="filter" id="ask">
      <xsl:call-template name="search-kept"><xsl:with-param name="but" select="'q sort'"/></xsl:call-template>
      <div>
        <label for="sq"><xsl:value-of select="kb:text('search.words')"/></label>
        <input type="search" id="sq" name="q" maxlength="200" value="{$asked}"/>
      </div>
      <xsl:if test="actor">
        <div>
          <label for="sort"><xsl:value-of select="kb:text('list.sort')"/></label>
          <select id="sort" name="sort">
            <option value=""><xsl:value-of select="kb:text('search.newest')"/></option>
            <option value="oldest"><xsl:if test="$q[@name = 'sort'] = 'oldest'"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="kb:text('search.oldest')"/></option>
          </select>
        </div>
      </xsl:if>
      <button class="second"><xsl:value-of select="kb:text('frame.search')"/></button>
    </form>
    <p class="quiet">
      <xsl:choose>
        <xsl:when test="actor"><xsl:value-of select="kb:text('search.what')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="kb:text('search.what-public')"/></xsl:otherwise>
      </xsl:choose>
    </p>
    <xsl:call-template name="search-hints"/>
    <xsl:call-template name="search-chosen"/>
    <xsl:if test="$asked != ''">
      <xsl:choose>
        <xsl:when test="case or not($filters) and (letter | guide | entry | notice)"><xsl:call-template name="search-found"/></xsl:when>
        <xsl:otherwise><xsl:call-template name="search-none"/></xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <!-- What the next search keeps of this one, as hidden fields; `but` names what it does not. -->
  <xsl:template name="search-kept">
    <xsl:param name="but"/>
    <xsl:for-each select="$q[@name = 'q' or @name = 'kind' or @name = 'sort'] | $filters">
      <xsl:if test="not(contains(concat(' ', $but, ' '), concat(' ', @name, ' ')))"><input type="hidden" name="{@name}" value="{.}"/></xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="search-hints">
    <xsl:for-each select="hint[../found/n = 0 or @code = 'patent-check' or @code = 'uscc-check' or @code = 'patent-publication' or not(../found)]">
      <xsl:call-template name="banner">
        <xsl:with-param name="kind" select="'warn'"/>
        <xsl:with-param name="title" select="kb:text(concat('search.like-', @kind))"/>
        <xsl:with-param name="text" select="kb:text(concat('error.', @code), string(@arg))"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:if test="found/case_digit">
      <xsl:call-template name="banner"><xsl:with-param name="kind" select="'warn'"/><xsl:with-param name="title" select="kb:text('search.like-case')"/><xsl:with-param name="text" select="kb:text('search.case-digit', string(found/case_digit))"/></xsl:call-template>
    </xsl:if>
    <xsl:if test="found/too_short = 't'">
      <xsl:call-template name="banner"><xsl:with-param name="title" select="kb:text('search.too-short')"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- What narrows the search now; each goes by a click. -->
  <xsl:template name="search-chosen">
    <xsl:if test="$filters">
      <ul class="chosen" aria-label="{kb:text('search.narrowed')}">
        <xsl:for-each select="$filters">
          <xsl:variable name="row" select="/page/facet[facet = current()/@name][value = current()]"/>
          <li>
            <form action="/search" method="get">
              <xsl:call-template name="search-kept"><xsl:with-param name="but" select="@name"/></xsl:call-template>
              <button class="small">
                <xsl:value-of select="kb:text(concat('search.by-', @name))"/>
                <xsl:value-of select="kb:text('form.colon')"/>
                <xsl:choose>
                  <xsl:when test="@name = 'state' and kb:has-text(concat('state.', .))"><xsl:value-of select="kb:text(concat('state.', .))"/></xsl:when>
                  <xsl:when test="$row"><xsl:value-of select="($row/title | $row/title_en[$en])[last()]"/></xsl:when>
                  <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
                </xsl:choose>
                <xsl:text> </xsl:text><span aria-hidden="true">×</span><span class="hid"><xsl:value-of select="kb:text('search.drop')"/></span>
              </button>
            </form>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>

  <xsl:template name="search-found">
    <xsl:if test="$kind != ''">
      <form action="/search" method="get" class="noprint">
        <xsl:call-template name="search-kept"><xsl:with-param name="but" select="'kind'"/></xsl:call-template>
        <p><button class="small"><xsl:value-of select="kb:text('search.all-kinds')"/></button></p>
      </form>
    </xsl:if>
    <xsl:if test="case">
      <section>
        <h2 id="case"><xsl:value-of select="kb:text('search.case')"/></h2>
        <div class="over">
          <p class="count">
            <xsl:choose>
              <xsl:when test="found/more = 't'"><xsl:value-of select="kb:text('list.more', string(found/n))"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="kb:text('list.count', string(found/n))"/></xsl:otherwise>
            </xsl:choose>
          </p>
          <xsl:call-template name="export"/>
        </div>
        <ul class="tasks"><xsl:apply-templates select="case[position() &lt;= 25]"/></ul>
        <xsl:call-template name="pager"><xsl:with-param name="after" select="string(case[26]/preceding-sibling::case[1]/case_id)"/></xsl:call-template>
      </section>
    </xsl:if>
    <xsl:call-template name="search-further"/>
    <xsl:if test="not($filters)">
      <xsl:call-template name="group"><xsl:with-param name="id" select="'letter'"/><xsl:with-param name="rows" select="letter"/></xsl:call-template>
      <xsl:call-template name="group"><xsl:with-param name="id" select="'guide'"/><xsl:with-param name="rows" select="guide"/></xsl:call-template>
      <xsl:call-template name="group"><xsl:with-param name="id" select="'entry'"/><xsl:with-param name="rows" select="entry"/><xsl:with-param name="after" select="string(entry[25]/entry_id[../../entry[26]])"/></xsl:call-template>
      <xsl:call-template name="group"><xsl:with-param name="id" select="'notice'"/><xsl:with-param name="rows" select="notice"/><xsl:with-param name="after" select="string(notice[25]/notice_id[../../notice[26]])"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- It took too long: how far it came, and on from there. -->
  <xsl:template name="search-further">
    <xsl:if test="found/until">
      <form action="/search" method="get">
        <xsl:call-template name="search-kept"/>
        <input type="hidden" name="after" value="{found/until}"/>
        <p><xsl:value-of select="kb:text('search.until', kb:date(string(found/until_on)))"/><xsl:text> </xsl:text><button class="small"><xsl:value-of select="kb:text('search.further')"/></button></p>
      </form>
    </xsl:if>
  </xsl:template>

  <xsl:template name="search-none">
    <xsl:choose>
      <xsl:when test="$filters">
        <div class="empty">
          <p><xsl:value-of select="kb:text('search.none-narrow', $asked)"/></p>
          <form action="/search" method="get"><input type="hidden" name="q" value="{$asked}"/><p><button><xsl:value-of select="kb:text('search.wide')"/></button></p></form>
        </div>
      </xsl:when>
      <xsl:when test="actor"><xsl:call-template name="empty"><xsl:with-param name="text" select="kb:text('search.none-here', $asked)"/></xsl:call-template></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="empty"><xsl:with-param name="text" select="kb:text('search.none', $asked)"/><xsl:with-param name="href" select="'/track'"/><xsl:with-param name="action" select="kb:text('track.title')"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="search-further"/>
    <ul><li><xsl:value-of select="kb:text('search.tip-number')"/></li><li><xsl:value-of select="kb:text('search.tip-words')"/></li><li><xsl:value-of select="kb:text('search.tip-several')"/></li></ul>
  </xsl:template>

  <!-- A few of a kind, and the way to all of them; or a page of them. -->
  <xsl:template name="group">
    <xsl:param name="id"/>
    <xsl:param name="rows"/>
    <xsl:param name="after"/>
    <xsl:if test="$rows">
      <section>
        <h2 id="{$id}"><xsl:value-of select="kb:text(concat('search.', $id))"/></h2>
        <ul class="tasks">
          <xsl:choose>
            <xsl:when test="$kind = ''"><xsl:apply-templates select="$rows[position() &lt;= 5 or $id = 'guide']"/></xsl:when>
            <xsl:otherwise><xsl:apply-templates select="$rows[position() &lt;= 25]"/></xsl:otherwise>
          </xsl:choose>
        </ul>
        <xsl:if test="$kind = '' and ($id = 'entry' or $id = 'notice') and $rows[6]">
          <form action="/search" method="get" class="narrow-by">
            <input type="hidden" name="q" value="{$asked}"/>
            <button class="small" name="kind" value="{$id}"><xsl:value-of select="kb:text(concat('search.all-', $id))"/></button>
          </form>
        </xsl:if>
        <xsl:if test="$kind = $id"><xsl:call-template name="pager"><xsl:with-param name="after" select="$after"/></xsl:call-template></xsl:if>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- What would narrow it: buttons of a form, for the browser then encodes the words. -->
  <xsl:template match="page" mode="rail">
    <xsl:if test="facet">
      <h2><xsl:value-of select="kb:text('search.narrow')"/></h2>
      <xsl:if test="found/more = 't'"><p class="sub"><xsl:value-of select="kb:text('search.counted', string(found/n))"/></p></xsl:if>
      <xsl:for-each select="facet[not(facet = preceding-sibling::facet[1]/facet)]">
        <xsl:variable name="name" select="string(facet)"/>
        <xsl:variable name="rows" select="../facet[facet = $name]"/>
        <xsl:if test="not($filters[@name = $name]) or $name = 'region' and $rows[value != $filters[@name = 'region']]">
          <form action="/search" method="get" class="facet">
            <h3><xsl:value-of select="kb:text(concat('search.by-', $name))"/></h3>
            <xsl:call-template name="search-kept"><xsl:with-param name="but" select="$name"/></xsl:call-template>
            <ul class="plain"><xsl:apply-templates select="$rows"/></ul>
          </form>
        </xsl:if>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <xsl:template match="facet">
    <li>
      <button class="link" name="{facet}" value="{value}">
        <xsl:choose>
          <xsl:when test="facet = 'state'"><xsl:value-of select="kb:text(concat('state.', value))"/></xsl:when>
          <xsl:when test="facet = 'organ'"><xsl:value-of select="title"/></xsl:when>
          <xsl:otherwise><xsl:apply-templates select="." mode="title-of"/></xsl:otherwise>
        </xsl:choose>
      </button>
      <xsl:text> </xsl:text><span class="sub"><xsl:value-of select="n"/></span>
    </li>
  </xsl:template>

  <xsl:template match="snippet"><p lang="zh-CN"><xsl:apply-templates/></p></xsl:template>
  <xsl:template match="hit"><mark><xsl:value-of select="."/></mark></xsl:template>

  <xsl:template match="case">
    <li>
      <a class="num" href="/case/{number}"><xsl:value-of select="number"/></a>
      <xsl:text> </xsl:text><span class="tag {public_state}"><xsl:value-of select="kb:text(concat('state.', public_state))"/></span>
      <p><xsl:apply-templates select="." mode="title-of"/><xsl:if test="subject != organ_name"><xsl:value-of select="kb:text('form.colon')"/><xsl:value-of select="subject"/></xsl:if></p>
      <xsl:apply-templates select="snippet"/>
      <p class="sub"><xsl:apply-templates select="organ_name" mode="named"/><xsl:text> · </xsl:text><xsl:value-of select="kb:text('search.opened', kb:date(string(opened_on)))"/></p>
    </li>
  </xsl:template>
  <xsl:template match="letter">
    <li>
      <a class="wenhao" href="/verify?code={code}"><xsl:value-of select="number"/></a>
      <p><xsl:apply-templates select="." mode="title-of"/><xsl:text> </xsl:text><span class="sub"><xsl:apply-templates select="organ_name" mode="named"/><xsl:text> </xsl:text><xsl:value-of select="kb:date(string(signed_on))"/></span></p>
    </li>
  </xsl:template>
  <xsl:template match="guide">
    <li><a href="/guide/{name}"><xsl:apply-templates select="." mode="title-of"/></a><p><xsl:apply-templates select="." mode="summary-of"/></p></li>
  </xsl:template>
  <xsl:template match="entry">
    <li>
      <a href="/register/{register}/{key}"><xsl:value-of select="title"/></a>
      <xsl:if test="current != 't'"><xsl:text> </xsl:text><span class="tag"><xsl:value-of select="kb:text('search.ended')"/></span></xsl:if>
      <xsl:apply-templates select="snippet"/>
      <p class="sub"><xsl:value-of select="(register_title | register_title_en[$en])[last()]"/><xsl:text> </xsl:text><xsl:value-of select="(region_name | region_name_en[$en])[last()]"/></p>
    </li>
  </xsl:template>
  <xsl:template match="notice">
    <li><a href="/notice/{notice_id}"><xsl:apply-templates select="." mode="title-of"/></a><xsl:apply-templates select="snippet"/><p class="sub"><xsl:apply-templates select="organ_name" mode="named"/><xsl:text> </xsl:text><xsl:value-of select="kb:date(substring(published_at, 1, 10))"/></p></li>
  </xsl:template>
</xsl:stylesheet>
