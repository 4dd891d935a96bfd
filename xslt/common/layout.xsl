<?xml version="1.0" encoding="UTF-8"?>
<!--
layout.xsl: the one frame of every page. Imports nothing; a page imports it
and supplies templates for match="page" in these modes:
  title   text of <title> and h1 (needed)
  main    the content below h1 (needed)
  crumb   li elements after "home" (default: the title alone)
  rail    right column: state, clock, next steps (default: none)
  lead    a line below h1 (default: none)
  class   words for main's class: "wide" gives tables the whole 1,200 px
Input: <page name path lang view csrf request today now status? uri?>
  <site>name sponsor organiser contact phone code icp police demo</site>
  <actor>person_id name organ_name roles unread csrf</actor>? <query><p name/>*</query>
  … what sql/page/NAME.sql and C put there.
`uri` is the request's address with its query, `path` without.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">

  <xsl:param name="lang" select="'zh-CN'"/>
  <xsl:variable name="zh" select="starts-with($lang, 'zh')"/>
  <xsl:variable name="en" select="not($zh)"/>
  <xsl:variable name="csrf" select="string(/page/@csrf)"/>
  <xsl:variable name="request" select="string(/page/@request)"/>
  <xsl:variable name="path" select="string(/page/@path)"/>

  <xsl:variable name="site" select="(/page/site/name | /page/site/*[name() = 'name-en'][$en])[last()]"/>

  <xsl:template match="/">
    <xsl:apply-templates select="page"/>
  </xsl:template>

  <xsl:template match="/page">
    <xsl:variable name="title"><xsl:apply-templates select="." mode="title"/></xsl:variable>
    <xsl:variable name="rail"><xsl:apply-templates select="." mode="rail"/></xsl:variable>
    <xsl:variable name="class"><xsl:apply-templates select="." mode="class"/></xsl:variable>
    <html lang="{$lang}">
      <xsl:if test="@view = 'elder'"><xsl:attribute name="class">elder</xsl:attribute></xsl:if>
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>
          <xsl:if test="form/error or error[@field]"><xsl:value-of select="kb:text('frame.title-error')"/></xsl:if>
          <xsl:value-of select="$title"/>
          <xsl:apply-templates select="." mode="which"/>
          <xsl:text> - </xsl:text>
          <xsl:value-of select="$site"/>
        </title>
        <link rel="stylesheet" href="/static/kuaibao.css"/>
        <script src="/static/kuaibao.js" defer="defer"></script>
        <link rel="icon" type="image/svg+xml" href="/static/icon.svg"/>
      </head>
      <body>
        <a class="skip" href="#main"><xsl:value-of select="kb:text('frame.skip')"/></a>
        <xsl:call-template name="frame-head"/>
        <xsl:if test="site/demo = 'yes'">
          <aside class="demo" aria-label="{kb:text('frame.demo-label')}"><p class="in"><xsl:value-of select="kb:text('frame.demo')"/></p></aside>
        </xsl:if>
        <div class="in body">
          <xsl:if test="@name != 'home'">
            <nav class="crumb" aria-label="{kb:text('frame.crumb')}">
              <ol>
                <li><a href="/"><xsl:value-of select="kb:text('frame.home')"/></a></li>
                <xsl:apply-templates select="." mode="crumb"/>
              </ol>
            </nav>
          </xsl:if>
          <main id="main" tabindex="-1" class="{$class}">
            <xsl:if test="string($rail) != ''">
              <xsl:attribute name="class"><xsl:value-of select="$class"/> railed</xsl:attribute>
            </xsl:if>
            <div class="text">
              <h1><xsl:value-of select="$title"/></h1>
              <xsl:apply-templates select="." mode="lead"/>
              <xsl:apply-templates select="." mode="main"/>
            </div>
            <xsl:if test="string($rail) != ''">
              <aside class="rail" aria-label="{kb:text('frame.rail')}"><xsl:copy-of select="$rail"/></aside>
            </xsl:if>
          </main>
        </div>
        <xsl:call-template name="frame-foot"/>
      </body>
    </html>
  </xsl:template>

  <!-- Header: office, search, language, elder view, sign in; the two bars. -->
  <xsl:template name="frame-head">
    <header class="top">
      <div class="in head">
        <p class="office">
          <a href="/">
            <b><xsl:value-of select="$site"/></b>
            <span>
              <xsl:choose>
                <xsl:when test="site/sponsor != ''"><xsl:value-of select="site/sponsor"/></xsl:when>
                <xsl:otherwise><xsl:value-of select="kb:text('frame.service')"/></xsl:otherwise>
              </xsl:choose>
            </span>
          </a>
        </p>
        <!-- where narrow: opens what stands behind the search (kuaibao.css) -->
        <details class="menu"><summary><xsl:value-of select="kb:text('frame.menu')"/></summary></details>
        <form class="find" role="search" action="/search" method="get">
          <label class="hid" for="q"><xsl:value-of select="kb:text('frame.search-label')"/></label>
          <input type="search" id="q" name="q" maxlength="200" accesskey="s" placeholder="{kb:text('frame.search-label')}">
            <xsl:if test="@name = 'search'">
              <xsl:attribute name="value"><xsl:value-of select="query/p[@name = 'q']"/></xsl:attribute>
            </xsl:if>
          </input>
          <button type="submit"><xsl:value-of select="kb:text('frame.search')"/></button>
        </form>
        <div class="tools">
          <form action="/view" method="get" class="look" aria-label="{kb:text('frame.look')}">
            <input type="hidden" name="back">
              <xsl:attribute name="value">
                <xsl:choose>
                  <xsl:when test="@uri"><xsl:value-of select="@uri"/></xsl:when>
                  <xsl:otherwise><xsl:value-of select="@path"/></xsl:otherwise>
                </xsl:choose>
              </xsl:attribute>
            </input>
            <xsl:choose>
              <xsl:when test="$zh"><button name="lang" value="en" lang="en">English</button></xsl:when>
              <xsl:otherwise><button name="lang" value="zh-CN" lang="zh-CN">简体中文</button></xsl:otherwise>
            </xsl:choose>
            <xsl:choose>
              <xsl:when test="@view = 'elder'">
                <button name="view" value="normal"><xsl:value-of select="kb:text('frame.normal')"/></button>
              </xsl:when>
              <xsl:otherwise>
                <button name="view" value="elder"><xsl:value-of select="kb:text('frame.elder')"/></button>
              </xsl:otherwise>
            </xsl:choose>
          </form>
          <xsl:choose>
            <xsl:when test="actor">
              <a class="who" href="/account" title="{kb:text('frame.account')}"><xsl:choose><xsl:when test="$en and kb:has-text(concat('name.', actor/name))"><xsl:value-of select="kb:text(concat('name.', actor/name))"/></xsl:when><xsl:otherwise><xsl:value-of select="actor/name"/></xsl:otherwise></xsl:choose></a>
              <form action="/sign-out" method="post">
                <xsl:call-template name="hidden"/>
                <button><xsl:value-of select="kb:text('frame.sign-out')"/></button>
              </form>
            </xsl:when>
            <xsl:otherwise>
              <a class="enter" href="/sign-in"><xsl:value-of select="kb:text('frame.sign-in')"/></a>
            </xsl:otherwise>
          </xsl:choose>
        </div>
      </div>
      <nav class="bar" aria-label="{kb:text('frame.services')}">
        <ul class="in">
          <li><a href="/guide"><xsl:if test="starts-with(@path, '/guide') or starts-with(@path, '/apply')"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if><xsl:value-of select="kb:text('frame.guide')"/></a></li>
          <li><a href="/track"><xsl:if test="@path = '/track'"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if><xsl:value-of select="kb:text('frame.track')"/></a></li>
          <li><a href="/verify"><xsl:if test="@path = '/verify'"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if><xsl:value-of select="kb:text('frame.verify')"/></a></li>
          <li><a href="/register"><xsl:if test="starts-with(@path, '/register')"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if><xsl:value-of select="kb:text('frame.register')"/></a></li>
          <li><a href="/notice"><xsl:if test="starts-with(@path, '/notice')"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if><xsl:value-of select="kb:text('frame.notice')"/></a></li>
          <li><a href="/report"><xsl:if test="starts-with(@path, '/report')"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if><xsl:value-of select="kb:text('frame.report')"/></a></li>
          <li><a href="/tool/deadline"><xsl:if test="starts-with(@path, '/tool')"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if><xsl:value-of select="kb:text('frame.tool')"/></a></li>
          <li><a href="/help"><xsl:if test="@path = '/help'"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if><xsl:value-of select="kb:text('frame.help')"/></a></li>
        </ul>
      </nav>
      <xsl:if test="actor">
        <nav class="bar own" aria-label="{kb:text('frame.own')}">
          <ul class="in">
            <li><a href="/work"><xsl:if test="@path = '/work'"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if><xsl:value-of select="kb:text('frame.work')"/><xsl:if test="actor/work &gt; 0"><xsl:text> </xsl:text><b class="n"><xsl:value-of select="actor/work"/></b></xsl:if></a></li>
            <li><a href="/cases"><xsl:if test="@path = '/cases' or starts-with(@path, '/case/')"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if><xsl:value-of select="kb:text('frame.cases')"/></a></li>
            <li><a href="/letters"><xsl:if test="@path = '/letters'"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if><xsl:value-of select="kb:text('frame.letters')"/></a></li>
            <li><a href="/messages"><xsl:if test="@path = '/messages'"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if><xsl:value-of select="kb:text('frame.messages')"/><xsl:if test="actor/unread &gt; 0"><xsl:text> </xsl:text><b class="n"><xsl:choose><xsl:when test="actor/unread &gt; 99">99+</xsl:when><xsl:otherwise><xsl:value-of select="actor/unread"/></xsl:otherwise></xsl:choose><span class="hid"><xsl:value-of select="kb:text('frame.unread')"/></span></b></xsl:if></a></li>
            <xsl:if test="contains(concat(' ', actor/roles, ' '), ' admin ')"><li class="rest"><a href="/exchange"><xsl:if test="@path = '/exchange'"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if><xsl:value-of select="kb:text('exchange.title')"/></a></li></xsl:if>
            <li class="rest"><a href="/account"><xsl:if test="@path = '/account'"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if><xsl:value-of select="kb:text('frame.account')"/></a></li>
            <li class="organ rest"><xsl:choose><xsl:when test="$en and kb:has-text(concat('name.', actor/organ_name))"><xsl:value-of select="kb:text(concat('name.', actor/organ_name))"/></xsl:when><xsl:otherwise><xsl:value-of select="actor/organ_name"/></xsl:otherwise></xsl:choose></li>
          </ul>
        </nav>
      </xsl:if>
    </header>
  </xsl:template>

  <xsl:template name="frame-foot">
    <footer class="foot">
      <div class="in">
        <ul class="links">
          <li><a href="/sitemap"><xsl:value-of select="kb:text('frame.sitemap')"/></a></li>
          <li><a href="/help"><xsl:value-of select="kb:text('frame.help')"/></a></li>
          <li><a href="/accessibility"><xsl:value-of select="kb:text('frame.accessibility')"/></a></li>
          <li><a href="/help#correct"><xsl:value-of select="kb:text('frame.correct')"/></a></li>
        </ul>
        <ul class="facts">
          <xsl:if test="site/sponsor != ''"><li><xsl:value-of select="kb:text('frame.sponsor', string(site/sponsor))"/></li></xsl:if>
          <xsl:if test="site/organiser != ''"><li><xsl:value-of select="kb:text('frame.organiser', string(site/organiser))"/></li></xsl:if>
          <xsl:if test="site/contact != ''"><li><xsl:value-of select="kb:text('frame.contact', string(site/contact))"/></li></xsl:if>
          <xsl:if test="site/phone != ''"><li><xsl:value-of select="kb:text('frame.phone', string(site/phone))"/></li></xsl:if>
          <xsl:if test="site/code != ''"><li><xsl:value-of select="kb:text('frame.site-code', string(site/code))"/></li></xsl:if>
          <xsl:if test="site/icp != ''"><li><xsl:value-of select="site/icp"/></li></xsl:if>
          <xsl:if test="site/police != ''"><li><xsl:value-of select="site/police"/></li></xsl:if>
        </ul>
        <xsl:variable name="printed">
          <xsl:value-of select="@uri"/>
          <xsl:if test="not(@uri)"><xsl:value-of select="@path"/></xsl:if>
        </xsl:variable>
        <xsl:if test="@today"><p class="printed"><xsl:value-of select="kb:text('frame.printed', concat(site/base-url, site/base_url, $printed), kb:date(@today))"/></p></xsl:if>
      </div>
    </footer>
  </xsl:template>

  <!-- Of names only few have one in another language. Where every page or row has
       one, the same stands in its place: a template costs as much as ten cells. -->
  <xsl:template match="* | @*" mode="named">
    <xsl:choose>
      <xsl:when test="$en and kb:has-text(concat('name.', .))"><xsl:value-of select="kb:text(concat('name.', .))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What every POST form carries: session proof and the request's id. -->
  <xsl:template name="hidden">
    <input type="hidden" name="csrf" value="{$csrf}"/>
    <input type="hidden" name="request" value="{$request}"/>
  </xsl:template>

  <xsl:template match="page" mode="crumb">
    <li aria-current="page"><xsl:apply-templates select="." mode="title"/></li>
  </xsl:template>
  <!-- What tells pages of one title apart, in the window's title. -->
  <xsl:template match="page" mode="which"/>
  <xsl:template match="page" mode="rail"/>
  <xsl:template match="page" mode="lead"/>
  <xsl:template match="page" mode="class"/>
  <xsl:template match="*" mode="title">
    <xsl:message terminate="yes">no title for <xsl:value-of select="name()"/></xsl:message>
  </xsl:template>
  <xsl:template match="*" mode="main">
    <xsl:message terminate="yes">no template for <xsl:value-of select="name()"/></xsl:message>
  </xsl:template>
</xsl:stylesheet>
