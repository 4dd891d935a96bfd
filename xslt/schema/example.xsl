<?xml version="1.0" encoding="UTF-8"?>
<!-- example.xsl: a message filled in with make-believe values, out of the
     procedure file that describes it: xslt/schema/message/example/NAME.xml where
     nobody wrote a better one. In: a procedure file; $name: the message. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1" exclude-result-prefixes="p">
  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:param name="name"/>
  <xsl:variable name="message" select="/p:procedure/p:messages/p:message[@name = $name]"/>
  <xsl:variable name="ns" select="string($message/@profile)"/>
  <xsl:variable name="sha256" select="'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'"/>

  <xsl:template match="/">
    <xsl:comment> 示例，内容为虚构 / An example; all of it is make-believe. </xsl:comment>
    <xsl:element name="m:{$name}" namespace="{$ns}">
      <xsl:attribute name="procedure"><xsl:value-of select="/p:procedure/@name"/></xsl:attribute>
      <xsl:attribute name="version"><xsl:value-of select="/p:procedure/@version"/></xsl:attribute>
      <xsl:attribute name="number">370200-2026-<xsl:value-of select="/p:procedure/@code"/>-000001-7</xsl:attribute>
      <xsl:attribute name="state"><xsl:value-of select="/p:procedure/p:moves/p:move[@auto = concat('message:', $name)][1][@to != '.']/@to"/></xsl:attribute>
      <xsl:attribute name="date">2026-11-22</xsl:attribute>
      <xsl:apply-templates select="/p:procedure/p:parties/p:party"/>
      <xsl:for-each select="$message/p:letter">
        <xsl:element name="m:letter" namespace="{$ns}">
          <xsl:attribute name="name"><xsl:value-of select="@name"/></xsl:attribute>
          <xsl:attribute name="number">示例字〔2026〕1号</xsl:attribute>
          <xsl:attribute name="date">2026-11-22</xsl:attribute>
          <xsl:attribute name="organ">示例机关</xsl:attribute>
          <xsl:element name="m:file" namespace="{$ns}"><xsl:call-template name="message-file"/></xsl:element>
        </xsl:element>
      </xsl:for-each>
      <xsl:element name="m:record" namespace="{$ns}">
        <xsl:for-each select="$message/p:form | $message/p:part">
          <xsl:variable name="form" select="/p:procedure/p:forms/p:form[@name = current()/@name]"/>
          <xsl:element name="m:{@name}" namespace="{$ns}">
            <xsl:apply-templates select="$form/p:page/p:field | $form/p:page/p:repeat | $form/p:page/p:attachment"/>
          </xsl:element>
        </xsl:for-each>
      </xsl:element>
    </xsl:element>
  </xsl:template>

  <xsl:template match="p:party">
    <xsl:element name="m:party" namespace="{$ns}">
      <xsl:attribute name="name"><xsl:value-of select="@name"/></xsl:attribute>
      <xsl:attribute name="code">EXAMPLE-<xsl:value-of select="position()"/></xsl:attribute>
      <xsl:attribute name="title">示例<xsl:value-of select="p:label[@xml:lang = 'zh-CN']"/></xsl:attribute>
      <xsl:attribute name="kind"><xsl:choose>
        <xsl:when test="@kinds"><xsl:value-of select="substring-before(concat(@kinds, ' '), ' ')"/></xsl:when>
        <xsl:when test="@is = 'office'">office</xsl:when>
        <xsl:otherwise>centre</xsl:otherwise>
      </xsl:choose></xsl:attribute>
      <xsl:attribute name="level"><xsl:value-of select="@level"/></xsl:attribute>
      <xsl:attribute name="region"><xsl:choose>
        <xsl:when test="@level = 'national'">000000</xsl:when>
        <xsl:when test="@level = 'province'">370000</xsl:when>
        <xsl:otherwise>370200</xsl:otherwise>
      </xsl:choose></xsl:attribute>
    </xsl:element>
  </xsl:template>

  <xsl:template match="p:repeat">
    <xsl:element name="m:{@name}" namespace="{$ns}">
      <xsl:apply-templates select="p:field | p:attachment"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="p:attachment">
    <xsl:element name="m:{@name}" namespace="{$ns}"><xsl:call-template name="message-file"/></xsl:element>
  </xsl:template>
  <xsl:template name="message-file">
    <xsl:attribute name="ref">file-1</xsl:attribute>
    <xsl:attribute name="name">示例.pdf</xsl:attribute>
    <xsl:attribute name="type">application/pdf</xsl:attribute>
    <xsl:attribute name="size">0</xsl:attribute>
    <xsl:attribute name="sha256"><xsl:value-of select="$sha256"/></xsl:attribute>
  </xsl:template>
  <xsl:template match="p:field">
    <xsl:element name="m:{@name}" namespace="{$ns}"><xsl:apply-templates select="." mode="value"/></xsl:element>
  </xsl:template>

  <xsl:template match="p:field" mode="value">
    <xsl:choose>
      <xsl:when test="p:example"><xsl:value-of select="p:example"/></xsl:when>
      <xsl:otherwise>示例<xsl:value-of select="p:label[@xml:lang = 'zh-CN']"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="p:field[@calculate]" mode="value" priority="2"/>
  <xsl:template match="p:field[@kind = 'date']" mode="value">2026-11-22</xsl:template>
  <xsl:template match="p:field[@kind = 'year']" mode="value">2026</xsl:template>
  <xsl:template match="p:field[@kind = 'integer' or @kind = 'money' or @kind = 'decimal' or @kind = 'score']" mode="value">1</xsl:template>
  <xsl:template match="p:field[@kind = 'region']" mode="value">370200</xsl:template>
  <xsl:template match="p:field[@kind = 'yes-no']" mode="value">yes</xsl:template>
  <xsl:template match="p:field[@kind = 'choice' or @kind = 'choices']" mode="value"><xsl:value-of select="p:option/@value"/></xsl:template>
</xsl:stylesheet>
