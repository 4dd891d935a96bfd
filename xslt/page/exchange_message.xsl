<?xml version="1.0" encoding="UTF-8"?>
<!--
exchange_message.xsl: page /exchange/ID, one message, for operators. Input: sql/page/exchange_message.sql.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/exchange.xsl"/>

  <xsl:template match="page" mode="title"><xsl:apply-templates select="message" mode="name"/></xsl:template>
  <xsl:template match="page" mode="crumb">
    <li><a href="/exchange"><xsl:value-of select="kb:text('exchange.title')"/></a></li>
    <li aria-current="page"><xsl:apply-templates select="message" mode="name"/></li>
  </xsl:template>
  <xsl:template match="message" mode="name"><xsl:call-template name="message-name"/></xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:apply-templates select="message"/>
    <xsl:if test="finding">
      <h2 id="findings"><xsl:value-of select="kb:text('exchange.findings')"/></h2>
      <ul><xsl:apply-templates select="finding"/></ul>
    </xsl:if>
    <xsl:if test="message[direction = 'out' and (state = 'dead' or state = 'waiting')]">
      <h2><xsl:value-of select="kb:text('exchange.deal')"/></h2>
      <form method="post" action="/exchange">
        <input type="hidden" name="csrf" value="{@csrf}"/>
        <input type="hidden" name="message" value="{message/message_id}"/>
        <xsl:call-template name="deal">
          <xsl:with-param name="what" select="'message'"/>
          <xsl:with-param name="buttons">
            <button class="second" name="do" value="retry"><xsl:value-of select="kb:text('exchange.retry')"/></button><xsl:text> </xsl:text>
            <button class="second" name="do" value="skip"><xsl:value-of select="kb:text('exchange.skip')"/></button>
          </xsl:with-param>
        </xsl:call-template>
      </form>
    </xsl:if>
    <h2 id="receipts"><xsl:value-of select="kb:text('exchange.stages')"/></h2>
    <xsl:choose>
      <xsl:when test="receipt">
        <ol><xsl:apply-templates select="receipt"/></ol>
      </xsl:when>
      <xsl:otherwise><p class="sub"><xsl:value-of select="kb:text('exchange.receipts-none')"/></p></xsl:otherwise>
    </xsl:choose>
    <p class="more"><a href="/exchange"><xsl:value-of select="kb:text('exchange.back')"/></a></p>
  </xsl:template>

  <xsl:template match="message">
    <dl class="sum">
      <div><dt><xsl:value-of select="kb:text('exchange.state')"/></dt><dd><xsl:call-template name="state"/></dd></div>
      <div><dt><xsl:value-of select="kb:text('exchange.direction')"/></dt><dd><xsl:value-of select="concat(kb:text(concat('exchange.', direction)), ' · ', peer_name)"/></dd></div>
      <xsl:if test="case_number"><div><dt><xsl:value-of select="kb:text('exchange.case')"/></dt><dd><a class="num" href="/case/{case_number}"><xsl:value-of select="case_number"/></a></dd></div></xsl:if>
      <div><dt><xsl:value-of select="kb:text('exchange.at')"/></dt><dd><xsl:value-of select="kb:date-time(string(at))"/></dd></div>
      <xsl:if test="problem != ''"><div><dt><xsl:value-of select="kb:text('exchange.problem')"/></dt><dd><xsl:call-template name="problem"/></dd></div></xsl:if>
      <xsl:if test="attempts"><div><dt><xsl:value-of select="kb:text('exchange.attempts')"/></dt><dd><xsl:value-of select="attempts"/></dd></div></xsl:if>
      <xsl:if test="state = 'waiting'"><div><dt><xsl:value-of select="kb:text('exchange.next')"/></dt><dd><xsl:call-template name="seconds"><xsl:with-param name="n" select="wait"/></xsl:call-template></dd></div></xsl:if>
      <div><dt><xsl:value-of select="kb:text('exchange.place')"/></dt><dd><xsl:value-of select="sequence"/><xsl:text> · </xsl:text><code class="code"><xsl:value-of select="conversation"/></code></dd></div>
      <div><dt><xsl:value-of select="kb:text('exchange.id')"/></dt><dd><code class="code"><xsl:value-of select="message_id"/></code></dd></div>
      <xsl:if test="sha256 != ''"><div><dt>SHA-256</dt><dd><code class="code"><xsl:value-of select="sha256"/></code></dd></div></xsl:if>
    </dl>
  </xsl:template>

  <xsl:template match="finding">
    <li><xsl:value-of select="text[$zh] | text_en[$en]"/><br/><span class="sub"><code class="code"><xsl:value-of select="code"/></code><xsl:if test="xpath != ''"><xsl:text> </xsl:text><code class="code"><xsl:value-of select="xpath"/></code></xsl:if></span></li>
  </xsl:template>

  <xsl:template match="receipt">
    <li><xsl:call-template name="stages"><xsl:with-param name="list" select="stage"/></xsl:call-template><xsl:text> </xsl:text><span class="sub"><xsl:value-of select="kb:date-time(string(at))"/></span></li>
  </xsl:template>
</xsl:stylesheet>
