<?xml version="1.0" encoding="UTF-8"?>
<!--
messages.xsl: /messages: what the organisations of the asker were told.
Input: <page><found n unread/> <message notification_id case_number text
  text_en at read_at organ_name/>* (a 26th: there are more)
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">

  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('messages.title')"/></xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:choose>
      <xsl:when test="message">
        <p class="count">
          <span><xsl:choose><xsl:when test="found/n &gt; 999"><xsl:value-of select="kb:text('messages.many')"/></xsl:when><xsl:otherwise><xsl:value-of select="kb:text('list.count', string(found/n))"/></xsl:otherwise></xsl:choose></span>
          <xsl:if test="found/unread &gt; 0"><span><xsl:value-of select="kb:text('messages.unread', string(found/unread))"/></span></xsl:if>
        </p>
        <xsl:if test="found/unread &gt; 0">
          <form method="post" action="/messages">
            <xsl:call-template name="hidden"/>
            <p><button class="small"><xsl:value-of select="kb:text('messages.read-all')"/></button></p>
          </form>
        </xsl:if>
        <ul class="letters"><xsl:apply-templates select="message[position() &lt;= 25]"/></ul>
        <xsl:call-template name="pager">
          <xsl:with-param name="after" select="string(message[26]/preceding-sibling::message[1]/notification_id)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="empty"><xsl:with-param name="text" select="kb:text('messages.empty')"/><xsl:with-param name="href" select="'/cases'"/><xsl:with-param name="action" select="kb:text('work.all-cases')"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="message">
    <li>
      <xsl:if test="not(read_at)"><xsl:attribute name="class">unread</xsl:attribute></xsl:if>
      <p>
        <xsl:if test="not(read_at)"><span class="tag soon"><xsl:value-of select="kb:text('messages.new')"/></span><xsl:text> </xsl:text></xsl:if>
        <xsl:value-of select="text[$zh] | text_en[$en]"/>
      </p>
      <p class="sub">
        <time datetime="{at}"><xsl:value-of select="kb:date-time(string(at))"/></time>
        <xsl:text> · </xsl:text><xsl:value-of select="organ_name"/>
      </p>
      <div class="row">
        <xsl:if test="case_number"><a class="num" href="/case/{case_number}"><xsl:value-of select="case_number"/></a></xsl:if>
        <xsl:if test="not(read_at)">
          <form method="post" action="/messages">
            <xsl:call-template name="hidden"/>
            <input type="hidden" name="id" value="{notification_id}"/>
            <button class="small"><xsl:value-of select="kb:text('messages.read')"/></button>
          </form>
        </xsl:if>
      </div>
    </li>
  </xsl:template>
</xsl:stylesheet>
