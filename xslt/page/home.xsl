<?xml version="1.0" encoding="UTF-8"?>
<!--
home.xsl: page /, by what people want to do. Input: sql/page/home.sql.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:key name="group" match="guide" use="group_name"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('home.title')"/></xsl:template>
  <xsl:template match="page" mode="class">wide home</xsl:template>
  <xsl:template match="page" mode="lead">
    <p class="lead"><xsl:value-of select="kb:text('home.lead')"/></p>
  </xsl:template>

  <xsl:template match="page" mode="main">
    <dl class="figures strip" aria-label="{kb:text('home.figures')}">
      <div><dt><xsl:value-of select="kb:text('home.centres')"/></dt><dd><a href="/register/centre"><xsl:value-of select="figure/centres"/></a></dd></div>
      <div><dt><xsl:value-of select="kb:text('home.running')"/></dt><dd><a href="/report/cases"><xsl:value-of select="figure/open"/></a></dd></div>
      <xsl:variable name="met" select="figure/on_time + figure/late"/>
      <div>
        <dt><xsl:value-of select="kb:text('home.on-time')"/></dt>
        <dd>
          <a href="/report/cases#step">
            <xsl:choose>
              <xsl:when test="$met &gt; 0"><xsl:value-of select="format-number(figure/on_time div $met * 100, '0.0')"/>%</xsl:when>
              <xsl:otherwise>—</xsl:otherwise>
            </xsl:choose>
          </a>
          <xsl:if test="$met &gt; 0"><span class="sub"><xsl:value-of select="kb:text('home.on-time-of', string(figure/on_time), string($met))"/></span></xsl:if>
        </dd>
      </div>
    </dl>
    <div class="cols">
      <div class="col-2">
        <section aria-labelledby="do">
          <h2 id="do"><xsl:value-of select="kb:text('home.do')"/></h2>
          <div class="groups">
            <xsl:for-each select="guide[count(. | key('group', group_name)[1]) = 1]">
              <section>
                <h3><a href="/guide#{group_name}"><xsl:value-of select="kb:text(concat('group.', group_name))"/></a></h3>
                <ul class="plain"><xsl:apply-templates select="key('group', group_name)"/></ul>
              </section>
            </xsl:for-each>
          </div>
          <xsl:if test="not(guide)">
            <xsl:call-template name="empty"><xsl:with-param name="text" select="kb:text('guide.none')"/></xsl:call-template>
          </xsl:if>
          <p class="more"><a href="/guide"><xsl:value-of select="kb:text('home.all-guides')"/></a></p>
        </section>
        <section aria-labelledby="news">
          <h2 id="news"><xsl:value-of select="kb:text('home.notices')"/></h2>
          <ul class="dated"><xsl:apply-templates select="notice"/></ul>
          <xsl:if test="not(notice)"><p class="quiet"><xsl:value-of select="kb:text('notice.none')"/></p></xsl:if>
          <p class="more"><a href="/notice"><xsl:value-of select="kb:text('home.all-notices')"/></a></p>
        </section>
      </div>
      <div class="aside">
        <section class="quick" aria-labelledby="ask">
          <h2 id="ask"><xsl:value-of select="kb:text('home.track')"/></h2>
          <form action="/track" method="post">
            <xsl:call-template name="hidden"/>
            <xsl:call-template name="input">
              <xsl:with-param name="name" select="'number'"/>
              <xsl:with-param name="label" select="kb:text('case.number')"/>
              <xsl:with-param name="size" select="24"/>
            </xsl:call-template>
            <xsl:call-template name="input">
              <xsl:with-param name="name" select="'code'"/>
              <xsl:with-param name="label" select="kb:text('case.query-code')"/>
              <xsl:with-param name="size" select="14"/>
            </xsl:call-template>
            <p><button type="submit" class="button"><xsl:value-of select="kb:text('track.ask')"/></button></p>
          </form>
        </section>
        <section aria-labelledby="look">
          <h2 id="look"><xsl:value-of select="kb:text('home.look')"/></h2>
          <ul class="links-list">
            <li><a href="/verify"><xsl:value-of select="kb:text('home.verify')"/></a></li>
            <xsl:for-each select="register">
              <li><a href="/register/{register}"><xsl:apply-templates select="." mode="title-of"/></a><span class="n"><xsl:value-of select="entries"/></span></li>
            </xsl:for-each>
            <li><a href="/register"><xsl:value-of select="kb:text('home.all-registers')"/></a></li>
            <li><a href="/number"><xsl:value-of select="kb:text('number.title')"/></a></li>
            <li><a href="/tool/deadline"><xsl:value-of select="kb:text('deadline.title')"/></a></li>
            <li><a href="/tool/needs"><xsl:value-of select="kb:text('needs.title')"/></a></li>
            <li><a href="/tool/check"><xsl:value-of select="kb:text('check.title')"/></a></li>
          </ul>
        </section>
      </div>
    </div>
  </xsl:template>

  <xsl:template match="guide">
    <li><a href="/guide/{name}"><xsl:apply-templates select="." mode="title-of"/></a></li>
  </xsl:template>

  <xsl:template match="notice">
    <li>
      <time datetime="{published_at}"><xsl:value-of select="kb:date(substring(published_at, 1, 10))"/></time>
      <a href="/notice/{notice_id}"><xsl:apply-templates select="." mode="title-of"/></a>
    </li>
  </xsl:template>
</xsl:stylesheet>
