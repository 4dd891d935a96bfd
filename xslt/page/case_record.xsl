<?xml version="1.0" encoding="UTF-8"?>
<!--
case_record.xsl: /case/NUMBER/record: the case's events, one by one, with the
digests that chain them.
Input: <page><case/> <event seq at kind move_title … hash prev_hash data/>*
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">

  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/case.xsl"/>

  <xsl:template match="page" mode="crumb">
    <li><a href="/cases"><xsl:value-of select="kb:text('frame.cases')"/></a></li>
    <li><a class="num" href="/case/{case/number}"><xsl:value-of select="case/number"/></a></li>
    <li aria-current="page"><xsl:value-of select="kb:text('record.title')"/></li>
  </xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:variable name="broken" select="event[preceding-sibling::event and prev_hash != preceding-sibling::event[1]/hash]"/>
    <xsl:call-template name="case-head"><xsl:with-param name="case" select="case"/></xsl:call-template>
    <xsl:call-template name="case-tabs"><xsl:with-param name="on" select="'record'"/></xsl:call-template>
    <p><xsl:value-of select="kb:text('record.lead')"/></p>
    <xsl:choose>
      <xsl:when test="$broken">
        <xsl:call-template name="banner"><xsl:with-param name="kind" select="'bad'"/><xsl:with-param name="title" select="kb:text('record.chain-bad', string($broken[1]/seq))"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="banner"><xsl:with-param name="kind" select="'good'"/><xsl:with-param name="title" select="kb:text('record.chain-ok')"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
    <div class="scroll cards" tabindex="0" role="region" aria-label="{kb:text('record.title')}">
      <table class="cards-table">
        <caption><xsl:value-of select="kb:text('record.title')"/><xsl:text> </xsl:text><span class="sub"><xsl:value-of select="kb:text('list.count', string(count(event)))"/></span></caption>
        <thead>
          <tr>
            <th scope="col"><xsl:value-of select="kb:text('record.seq')"/></th>
            <th scope="col"><xsl:value-of select="kb:text('record.at')"/></th>
            <th scope="col"><xsl:value-of select="kb:text('record.what')"/></th>
            <th scope="col"><xsl:value-of select="kb:text('record.who')"/></th>
            <th scope="col"><xsl:value-of select="kb:text('record.change')"/></th>
            <th scope="col"><xsl:value-of select="kb:text('record.hash')"/></th>
          </tr>
        </thead>
        <tbody><xsl:apply-templates select="event"/></tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="event">
    <tr id="e{seq}">
      <th scope="row" data-l="{kb:text('record.seq')}"><xsl:value-of select="seq"/></th>
      <td data-l="{kb:text('record.at')}"><time datetime="{at}"><xsl:value-of select="kb:date-time(string(at))"/></time></td>
      <td data-l="{kb:text('record.what')}">
        <span>
          <xsl:choose>
            <xsl:when test="move_title"><xsl:value-of select="move_title[$zh] | move_title_en[$en]"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="kb:text(concat('event.', kind))"/></xsl:otherwise>
          </xsl:choose>
        </span>
        <xsl:if test="note != ''"><span class="sub"><xsl:apply-templates select="note"/></span></xsl:if>
        <xsl:if test="data/*">
          <details>
            <summary><xsl:value-of select="kb:text('record.data')"/></summary>
            <pre class="code"><xsl:apply-templates select="data/*" mode="code"/></pre>
          </details>
        </xsl:if>
      </td>
      <td data-l="{kb:text('record.who')}">
        <span><xsl:choose><xsl:when test="person_name != ''"><xsl:value-of select="person_name"/></xsl:when><xsl:otherwise><xsl:value-of select="kb:text('record.engine')"/></xsl:otherwise></xsl:choose></span>
        <span class="sub"><xsl:apply-templates select="organ_name" mode="named"/></span>
      </td>
      <td data-l="{kb:text('record.change')}">
        <span>
          <xsl:if test="from_title"><xsl:value-of select="from_title[$zh] | from_title_en[$en]"/></xsl:if>
          <xsl:if test="to_title"> → <xsl:value-of select="to_title[$zh] | to_title_en[$en]"/></xsl:if>
        </span>
      </td>
      <td data-l="{kb:text('record.hash')}">
        <details>
          <summary class="hash"><xsl:value-of select="substring(hash, 1, 12)"/>…</summary>
          <p class="hash"><xsl:value-of select="hash"/></p>
          <p class="sub"><xsl:value-of select="kb:text('record.prev')"/></p>
          <p class="hash"><xsl:value-of select="prev_hash"/></p>
        </details>
      </td>
    </tr>
  </xsl:template>

  <!-- Stored elements as text, indented. -->
  <xsl:template match="*" mode="code">
    <xsl:param name="in" select="''"/>
    <xsl:value-of select="concat($in, '&lt;', name())"/>
    <xsl:for-each select="@*"><xsl:value-of select="concat(' ', name(), '=&quot;', ., '&quot;')"/></xsl:for-each>
    <xsl:choose>
      <xsl:when test="*">
        <xsl:text>&gt;&#10;</xsl:text>
        <xsl:apply-templates select="*" mode="code"><xsl:with-param name="in" select="concat($in, '  ')"/></xsl:apply-templates>
        <xsl:value-of select="concat($in, '&lt;/', name(), '&gt;&#10;')"/>
      </xsl:when>
      <xsl:when test="string(.) = ''"><xsl:text>/&gt;&#10;</xsl:text></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('&gt;', ., '&lt;/', name(), '&gt;&#10;')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
