<?xml version="1.0" encoding="UTF-8"?>
<!--
track.xsl: page /track, progress in citizens' words. Input: sql/page/track.sql;
the number asked for is query/p[@name = 'number'].
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('track.title')"/></xsl:template>
  <xsl:template match="page" mode="lead">
    <xsl:if test="not(case)"><p class="lead"><xsl:value-of select="kb:text('track.lead')"/></p></xsl:if>
  </xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:variable name="asked" select="string(query/p[@name = 'number'])"/>
    <xsl:apply-templates select="case"/>
    <xsl:if test="$asked != '' and not(case)">
      <div class="errors" role="alert" id="errors">
        <h2><xsl:value-of select="kb:text('track.not-found')"/></h2>
        <p><xsl:value-of select="kb:text('track.not-found-why')"/></p>
        <ul><li><a href="#i-number"><xsl:value-of select="kb:text('track.not-found-do')"/></a></li></ul>
      </div>
    </xsl:if>
    <xsl:if test="case"><h2><xsl:value-of select="kb:text('track.another')"/></h2></xsl:if>
    <form action="/track" method="post" class="ask">
      <xsl:call-template name="hidden"/>
      <xsl:call-template name="input">
        <xsl:with-param name="name" select="'number'"/>
        <xsl:with-param name="label" select="kb:text('case.number')"/>
        <xsl:with-param name="hint" select="kb:text('track.number-hint')"/>
        <xsl:with-param name="size" select="26"/>
      </xsl:call-template>
      <xsl:call-template name="input">
        <xsl:with-param name="name" select="'code'"/>
        <xsl:with-param name="label" select="kb:text('case.query-code')"/>
        <xsl:with-param name="value" select="''"/>
        <xsl:with-param name="hint" select="kb:text('track.code-hint')"/>
        <xsl:with-param name="size" select="16"/>
      </xsl:call-template>
      <p><button type="submit" class="button"><xsl:value-of select="kb:text('track.ask')"/></button></p>
    </form>
    <xsl:if test="not(case)">
      <h2><xsl:value-of select="kb:text('track.lost')"/></h2>
      <p><xsl:value-of select="kb:text('track.lost-do', string(site/phone))"/></p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="case">
    <section aria-labelledby="case-title">
      <h2 id="case-title"><xsl:apply-templates select="." mode="title-of"/></h2>
      <p class="quiet"><xsl:value-of select="subject"/></p>
      <xsl:call-template name="way"/>
      <dl class="sum">
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('case.number')"/><xsl:with-param name="text" select="string(number)"/></xsl:call-template>
        <xsl:call-template name="fact">
          <xsl:with-param name="label" select="kb:text('track.now')"/>
          <xsl:with-param name="text">
            <span class="tag {public_state}"><xsl:value-of select="kb:text(concat('state.', public_state))"/></span>
            <xsl:text> </xsl:text>
            <xsl:value-of select="kb:text(concat('track.now-', public_state))"/>
          </xsl:with-param>
        </xsl:call-template>
        <xsl:if test="not(final != '')">
          <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('track.who')"/><xsl:with-param name="text" select="string(holder_name)"/></xsl:call-template>
        </xsl:if>
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('track.since')"/><xsl:with-param name="text" select="kb:date-long(substring(changed_at, 1, 10))"/></xsl:call-template>
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('track.next')"/><xsl:with-param name="text" select="kb:text(concat('track.next-', public_state))"/></xsl:call-template>
        <xsl:if test="due_on != ''">
          <xsl:call-template name="fact">
            <xsl:with-param name="label" select="kb:text('track.by-when')"/>
            <xsl:with-param name="text">
              <xsl:call-template name="due">
                <xsl:with-param name="due" select="due_on"/>
                <xsl:with-param name="left" select="days_left"/>
                <xsl:with-param name="provisional" select="due_provisional"/>
              </xsl:call-template>
              <xsl:text> </xsl:text><span class="sub"><xsl:value-of select="(due_name | due_name_en[$en])[last()]"/></span>
            </xsl:with-param>
          </xsl:call-template>
        </xsl:if>
      </dl>
      <xsl:if test="../limit">
        <h3><xsl:value-of select="kb:text('track.clocks')"/></h3>
        <xsl:for-each select="../limit">
          <xsl:call-template name="clock"><xsl:with-param name="limit" select="."/></xsl:call-template>
        </xsl:for-each>
      </xsl:if>
      <xsl:if test="../letter">
        <h3><xsl:value-of select="kb:text('track.letters')"/></h3>
        <ul class="dated">
          <xsl:for-each select="../letter">
            <li>
              <time datetime="{signed_on}"><xsl:value-of select="kb:date(string(signed_on))"/></time>
              <span>
                <a href="/verify?code={code}"><xsl:apply-templates select="." mode="title-of"/></a>
                <span class="sub num"><xsl:value-of select="number"/><xsl:text> </xsl:text><xsl:value-of select="organ_name"/></span>
              </span>
            </li>
          </xsl:for-each>
        </ul>
      </xsl:if>
      <xsl:if test="guest = 't'">
        <form action="/resume" method="post" class="ask">
          <xsl:call-template name="hidden"/>
          <input type="hidden" name="number" value="{number}"/>
          <div class="field"><label for="i-resume"><xsl:value-of select="kb:text('track.resume-code')"/></label><input type="text" id="i-resume" name="code" size="16" autocomplete="off"/></div>
          <p><button type="submit" class="second"><xsl:choose>
              <xsl:when test="closed_at != ''"><xsl:value-of select="kb:text('track.look')"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="kb:text('track.resume')"/></xsl:otherwise>
            </xsl:choose></button></p>
        </form>
      </xsl:if>
      <h3><xsl:value-of select="kb:text('track.history')"/></h3>
      <xsl:call-template name="timeline"><xsl:with-param name="events" select="../event"/></xsl:call-template>
    </section>
  </xsl:template>

  <!-- The public states in order, the present one marked in words and shape. -->
  <xsl:template name="way">
    <ol class="way" aria-label="{kb:text('track.way')}">
      <xsl:call-template name="way-step"><xsl:with-param name="state" select="'submitted'"/></xsl:call-template>
      <xsl:if test="public_state = 'correcting'">
        <xsl:call-template name="way-step"><xsl:with-param name="state" select="'correcting'"/></xsl:call-template>
      </xsl:if>
      <xsl:call-template name="way-step"><xsl:with-param name="state" select="'accepted'"/></xsl:call-template>
      <xsl:call-template name="way-step"><xsl:with-param name="state" select="'reviewing'"/></xsl:call-template>
      <xsl:call-template name="way-step"><xsl:with-param name="state" select="'deciding'"/></xsl:call-template>
      <xsl:call-template name="way-step"><xsl:with-param name="state" select="'sent'"/></xsl:call-template>
      <xsl:call-template name="way-step"><xsl:with-param name="state" select="'done'"/></xsl:call-template>
    </ol>
  </xsl:template>

  <xsl:template name="way-step">
    <xsl:param name="state"/>
    <xsl:variable name="order" select="' submitted correcting accepted reviewing deciding sent done '"/>
    <li>
      <xsl:choose>
        <xsl:when test="public_state = $state">
          <xsl:attribute name="class">on</xsl:attribute>
          <xsl:attribute name="aria-current">step</xsl:attribute>
        </xsl:when>
        <xsl:when test="string-length(substring-before($order, concat(' ', $state, ' '))) &lt; string-length(substring-before($order, concat(' ', public_state, ' ')))">
          <xsl:attribute name="class">past</xsl:attribute>
        </xsl:when>
      </xsl:choose>
      <xsl:value-of select="kb:text(concat('state.', $state))"/>
    </li>
  </xsl:template>
</xsl:stylesheet>
