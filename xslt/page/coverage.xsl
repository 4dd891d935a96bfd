<?xml version="1.0" encoding="UTF-8"?>
<!--
coverage.xsl: page /coverage. Input: sql/page/coverage.sql.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:key name="means" match="means" use="row"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('coverage.title')"/></xsl:template>
  <xsl:template match="page" mode="lead"><p class="lead"><xsl:value-of select="kb:text('coverage.lead')"/></p></xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:call-template name="count"><xsl:with-param name="n" select="count(rule)"/></xsl:call-template>
    <div class="scroll cards" tabindex="0" role="region" aria-label="{kb:text('list.table')}">
    <table class="cards-table">
      <caption class="hid"><xsl:value-of select="kb:text('coverage.title')"/></caption>
      <thead><tr>
        <th scope="col"><xsl:value-of select="kb:text('coverage.row')"/></th>
        <th scope="col"><xsl:value-of select="kb:text('coverage.rule')"/></th>
        <th scope="col"><xsl:value-of select="kb:text('coverage.clause')"/></th>
        <th scope="col"><xsl:value-of select="kb:text('coverage.means')"/></th>
      </tr></thead>
      <tbody><xsl:apply-templates select="rule"/></tbody>
    </table>
    </div>
    <xsl:call-template name="coverage-messages"/>
  </xsl:template>

  <xsl:template name="coverage-messages">
    <h2 id="messages"><xsl:value-of select="kb:text('coverage.messages')"/></h2>
    <p><xsl:value-of select="kb:text('coverage.messages-lead')"/></p>
    <div class="scroll cards" tabindex="0" role="region" aria-label="{kb:text('coverage.messages')}">
    <table class="cards-table">
      <caption class="hid"><xsl:value-of select="kb:text('coverage.messages')"/></caption>
      <thead><tr>
        <th scope="col"><xsl:value-of select="kb:text('coverage.procedure')"/></th>
        <th scope="col"><xsl:value-of select="kb:text('coverage.messages')"/></th>
      </tr></thead>
      <tbody><xsl:apply-templates select="procedure"/></tbody>
    </table>
    </div>
  </xsl:template>

  <xsl:template match="procedure">
    <tr>
      <th scope="row"><a href="/guide/{name}"><xsl:apply-templates select="." mode="title-of"/></a></th>
      <td data-l="{kb:text('coverage.messages')}">
        <xsl:choose>
          <xsl:when test="/page/@lang = 'en'"><xsl:value-of select="alone_en"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="alone"/></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="alone = ''">
          <details>
            <summary><xsl:value-of select="kb:text('list.count', string(count(../message[procedure = current()/name])))"/></summary>
            <ul class="plain"><xsl:apply-templates select="../message[procedure = current()/name]"/></ul>
          </details>
        </xsl:if>
      </td>
    </tr>
  </xsl:template>

  <xsl:template match="message">
    <li><xsl:apply-templates select="." mode="title-of"/><xsl:choose>
      <xsl:when test="/page/@lang = 'en'"> (<xsl:value-of select="sender_en"/>)</xsl:when>
      <xsl:otherwise>（<xsl:value-of select="sender"/>）</xsl:otherwise>
    </xsl:choose></li>
  </xsl:template>

  <xsl:template match="rule">
    <tr>
      <td data-l="{kb:text('coverage.row')}"><xsl:value-of select="row"/></td>
      <th scope="row"><xsl:choose>
        <xsl:when test="/page/@lang = 'en'"><xsl:value-of select="term_en"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="term"/></xsl:otherwise>
      </xsl:choose></th>
      <td data-l="{kb:text('coverage.clause')}" lang="zh-CN"><xsl:value-of select="clause"/></td>
      <td data-l="{kb:text('coverage.means')}">
        <xsl:for-each select="key('means', row)">
          <xsl:if test="position() &gt; 1"><xsl:value-of select="kb:text('coverage.and')"/></xsl:if>
          <a href="{path}"><xsl:choose>
            <xsl:when test="title != ''"><xsl:apply-templates select="." mode="title-of"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="path"/></xsl:otherwise>
          </xsl:choose></a>
        </xsl:for-each>
      </td>
    </tr>
  </xsl:template>
</xsl:stylesheet>
