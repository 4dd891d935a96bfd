<?xml version="1.0" encoding="UTF-8"?>
<!--
exchange.xsl: what the pages of the exchange share.
  deal          what ("message" or "alarm"), buttons: why, and the buttons
  seconds       n: a span of time in words
  stages        list: stages of receipts in words
  message-name, state, problem   of the context node, a message
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">

  <xsl:variable name="typed" select="/page/query/p"/>

  <!-- What is done with all that is ticked: why, and the buttons. -->
  <xsl:template name="deal">
    <xsl:param name="what"/>
    <xsl:param name="buttons"/>
    <xsl:variable name="wrong" select="/page/error[$typed[@name = 'what'] = $what]"/>
    <div class="field">
      <xsl:if test="$wrong"><xsl:attribute name="class">field bad</xsl:attribute></xsl:if>
      <label for="r-{$what}"><xsl:value-of select="kb:text('exchange.reason')"/></label>
      <xsl:if test="$wrong"><p class="wrong" id="e-{$what}"><xsl:value-of select="kb:text(concat('error.', $wrong/@code), string($wrong/@arg))"/></p></xsl:if>
      <input type="text" class="wide" id="r-{$what}" name="reason" required="required" maxlength="200">
        <xsl:if test="$wrong">
          <xsl:attribute name="aria-describedby">e-<xsl:value-of select="$what"/></xsl:attribute>
          <xsl:attribute name="value"><xsl:value-of select="$typed[@name = 'reason']"/></xsl:attribute>
        </xsl:if>
      </input>
    </div>
    <p><xsl:copy-of select="$buttons"/></p>
  </xsl:template>

  <xsl:template name="seconds">
    <xsl:param name="n"/>
    <xsl:choose>
      <xsl:when test="not($n)">—</xsl:when>
      <xsl:when test="$n &lt; 120"><xsl:value-of select="kb:text('exchange.seconds', string($n))"/></xsl:when>
      <xsl:when test="$n &lt; 7200"><xsl:value-of select="kb:text('exchange.minutes', string(floor($n div 60)))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="kb:text('exchange.hours', string(floor($n div 3600)))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="message-name">
    <xsl:choose>
      <xsl:when test="title"><xsl:value-of select="title[$zh] | title_en[$en]"/></xsl:when>
      <xsl:when test="kind = 'receipt'"><xsl:value-of select="kb:text('exchange.stages')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="message"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="state">
    <span class="tag">
      <xsl:if test="state = 'dead' or state = 'rejected'"><xsl:attribute name="class">tag bad</xsl:attribute></xsl:if>
      <xsl:value-of select="kb:text(concat('exchange.state.', state))"/>
    </span>
  </xsl:template>

  <!-- How the last attempt ended, then what the other side or the line said. -->
  <xsl:template name="problem">
    <xsl:variable name="outcome" select="concat('exchange.outcome.', substring-before(concat(problem, ' '), ' '))"/>
    <span class="sub">
      <xsl:choose>
        <xsl:when test="kb:has-text($outcome)"><xsl:value-of select="concat(kb:text($outcome), ' · ', substring(substring-after(problem, ' '), 1, 120))"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="substring(problem, 1, 120)"/></xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <!-- "accepted delivered" in words. -->
  <xsl:template name="stages">
    <xsl:param name="list"/>
    <xsl:variable name="all" select="normalize-space($list)"/>
    <xsl:if test="$all != ''">
      <xsl:value-of select="kb:text(concat('exchange.stage.', substring-before(concat($all, ' '), ' ')))"/>
      <xsl:if test="contains($all, ' ')">
        <xsl:text> → </xsl:text>
        <xsl:call-template name="stages"><xsl:with-param name="list" select="substring-after($all, ' ')"/></xsl:call-template>
      </xsl:if>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
