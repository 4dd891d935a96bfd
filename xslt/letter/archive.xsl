<?xml version="1.0" encoding="UTF-8"?>
<!--
archive.xsl: 卷内目录, the index of an e-archive on paper. No letter.
Input: <archive case title opened closed? pages untitled?><item n kind title day? file? address? bytes sha256 pages?
  from? to?/>*</archive>, what fcgi/page_archive.c packs as index.xml. untitled: a title has characters that no font has.
-->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:output method="xml" encoding="UTF-8"/>

  <xsl:template match="/archive">
    <letter form="sheet">
      <title>卷内目录</title>
      <body>
        <p>案号：<xsl:value-of select="@case"/></p>
        <p>事项：<xsl:value-of select="@title"/></p>
        <p>
          <xsl:text>立案日期：</xsl:text>
          <xsl:apply-templates select="@opened"/>
          <xsl:text>　办结日期：</xsl:text>
          <xsl:apply-templates select="@closed"/>
          <xsl:if test="not(@closed)">尚未办结</xsl:if>
        </p>
        <p>
          <xsl:value-of select="concat('本卷共', count(item), '件，可以编页的共', @pages, '页。')"/>
        </p>
        <table widths="2.2 6.8 3.8 2.2 7">
          <row>
            <cell head="yes">序号</cell>
            <cell head="yes">题名</cell>
            <cell head="yes">日期</cell>
            <cell head="yes">页号</cell>
            <cell head="yes">校验值（SHA-256）</cell>
          </row>
          <xsl:apply-templates select="item"/>
        </table>
        <p>题名下是文件在本卷中的名称。对文件重新计算，校验值与表中相同的，没有改动过。没有页号的，是数据文件或者不能计页的文件。供程序使用的目录是index.xml。</p>
      </body>
    </letter>
  </xsl:template>

  <xsl:template match="item">
    <row>
      <cell align="centre"><xsl:value-of select="@n"/></cell>
      <cell>
        <xsl:choose>
          <xsl:when test="@kind = 'record'">案件数据</xsl:when>
          <xsl:when test="../@untitled">题名见index.xml</xsl:when>
          <xsl:otherwise><xsl:value-of select="@title"/></xsl:otherwise>
        </xsl:choose>
        <br/>
        <xsl:value-of select="@file"/>
        <xsl:if test="@address">文件较大，另行下载</xsl:if>
      </cell>
      <cell align="centre"><xsl:value-of select="@day"/></cell>
      <cell align="centre">
        <xsl:value-of select="@from"/>
        <xsl:if test="@to &gt; @from">—<xsl:value-of select="@to"/></xsl:if>
      </cell>
      <cell>
        <xsl:value-of select="substring(@sha256, 1, 16)"/><br/>
        <xsl:value-of select="substring(@sha256, 17, 16)"/><br/>
        <xsl:value-of select="substring(@sha256, 33, 16)"/><br/>
        <xsl:value-of select="substring(@sha256, 49)"/>
      </cell>
    </row>
  </xsl:template>

  <xsl:template match="@opened | @closed">
    <xsl:value-of select="concat(substring(., 1, 4), '年', number(substring(., 6, 2)), '月', number(substring(., 9, 2)), '日')"/>
  </xsl:template>
</xsl:stylesheet>
