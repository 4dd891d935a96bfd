<?xml version="1.0" encoding="UTF-8"?>
<!-- message.xsl: the schema of a message, out of the procedure file that
     describes it: xslt/schema/message/NAME.rng are its output, kept so that
     partners can read them (tests/lint.sh compares).
     In: a procedure file; $name: the message. What is needed and what fits
     together are the procedure's rules, asked where the message arrives. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1" xmlns="http://relaxng.org/ns/structure/1.0"
    exclude-result-prefixes="p">
  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:param name="name"/>

  <xsl:template match="/">
    <xsl:apply-templates select="p:procedure/p:messages/p:message[@name = $name]"/>
  </xsl:template>

  <xsl:template match="p:message">
    <xsl:comment>
      <xsl:value-of select="concat(' ', p:title[1], ' / ', p:title[2], '. Made of sql/procedure/ (', /p:procedure/@name, ', version ', /p:procedure/@version, ') by xslt/schema/message.xsl. ')"/>
    </xsl:comment>
    <grammar ns="{@profile}" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <start>
        <element name="{@name}">
          <attribute name="procedure"><value><xsl:value-of select="/p:procedure/@name"/></value></attribute>
          <attribute name="version"><data type="positiveInteger"/></attribute>
          <attribute name="number"><data type="token"><param name="maxLength">64</param></data></attribute>
          <attribute name="state"><data type="token"/></attribute>
          <attribute name="date"><data type="date"/></attribute>
          <oneOrMore>
            <element name="party">
              <attribute name="name"><choice><xsl:for-each select="/p:procedure/p:parties/p:party"><value><xsl:value-of select="@name"/></value></xsl:for-each></choice></attribute>
              <attribute name="code"><text/></attribute>
              <attribute name="title"><text/></attribute>
              <attribute name="kind"><data type="token"/></attribute>
              <attribute name="level"><choice><value/><value>national</value><value>province</value><value>prefecture</value><value>county</value></choice></attribute>
              <attribute name="region"><data type="token"><param name="pattern">[0-9]{6}</param></data></attribute>
            </element>
          </oneOrMore>
          <xsl:if test="p:letter">
            <zeroOrMore>
              <element name="letter">
                <attribute name="name"><choice><xsl:for-each select="p:letter"><value><xsl:value-of select="@name"/></value></xsl:for-each></choice></attribute>
                <attribute name="number"><text/></attribute>
                <attribute name="date"><data type="date"/></attribute>
                <attribute name="organ"><text/></attribute>
                <zeroOrMore><element name="file"><ref name="file"/></element></zeroOrMore>
              </element>
            </zeroOrMore>
          </xsl:if>
          <element name="record">
            <xsl:if test="not(p:form | p:part)"><empty/></xsl:if>
            <xsl:if test="p:form | p:part">
              <interleave>
                <xsl:apply-templates select="/p:procedure/p:forms/p:form[@name = current()/p:form/@name or @name = current()/p:part/@name]"/>
                <xsl:apply-templates select="p:part[not(@name = /p:procedure/p:forms/p:form/@name)]"/>
              </interleave>
            </xsl:if>
          </element>
        </element>
      </start>
      <xsl:if test="p:part[not(@name = /p:procedure/p:forms/p:form/@name)]">
        <define name="part">
          <choice>
            <text/>
            <oneOrMore><element><anyName/><ref name="part"/></element></oneOrMore>
          </choice>
        </define>
      </xsl:if>
      <define name="file">
        <attribute name="ref"><data type="token"><param name="minLength">1</param></data></attribute>
        <attribute name="name"><text/></attribute>
        <attribute name="type"><data type="token"/></attribute>
        <attribute name="size"><data type="nonNegativeInteger"/></attribute>
        <attribute name="sha256"><data type="token"><param name="pattern">[0-9a-f]{64}</param></data></attribute>
      </define>
    </grammar>
  </xsl:template>

  <xsl:template match="p:message/p:part">
    <element name="{@name}"><ref name="part"/></element>
  </xsl:template>
  <xsl:template match="p:form">
    <element name="{@name}">
      <xsl:apply-templates select="p:page/*"/>
      <xsl:if test="not(p:page/p:field | p:page/p:repeat | p:page/p:attachment)"><empty/></xsl:if>
    </element>
  </xsl:template>
  <!-- Written by the case that opened this one, in its own order. -->
  <xsl:template match="p:form[@given]">
    <element name="{@name}"><interleave><xsl:apply-templates select="p:page/*"/></interleave></element>
  </xsl:template>
  <xsl:template match="p:page/p:title | p:page/p:hint | p:repeat/p:label | p:repeat/p:hint | p:repeat/p:alert"/>
  <xsl:template match="p:repeat">
    <zeroOrMore>
      <element name="{@name}"><xsl:apply-templates select="p:field | p:attachment"/></element>
    </zeroOrMore>
  </xsl:template>
  <xsl:template match="p:attachment">
    <zeroOrMore><element name="{@name}"><ref name="file"/></element></zeroOrMore>
  </xsl:template>
  <xsl:template match="p:field">
    <optional>
      <element name="{@name}"><xsl:apply-templates select="." mode="value"/></element>
    </optional>
  </xsl:template>

  <xsl:template match="p:field" mode="value"><text/></xsl:template>
  <xsl:template match="p:field[@kind = 'date']" mode="value"><data type="date"/></xsl:template>
  <xsl:template match="p:field[@kind = 'year']" mode="value"><data type="gYear"/></xsl:template>
  <xsl:template match="p:field[@kind = 'integer' or @kind = 'money']" mode="value"><data type="integer"/></xsl:template>
  <xsl:template match="p:field[@kind = 'decimal' or @kind = 'score']" mode="value"><data type="decimal"/></xsl:template>
  <xsl:template match="p:field[@kind = 'region']" mode="value"><data type="token"><param name="pattern">[0-9]{6}</param></data></xsl:template>
  <xsl:template match="p:field[@kind = 'yes-no']" mode="value"><choice><value>yes</value><value>no</value></choice></xsl:template>
  <xsl:template match="p:field[@kind = 'choice']" mode="value"><choice><xsl:apply-templates select="p:option"/></choice></xsl:template>
  <xsl:template match="p:field[@kind = 'choices']" mode="value"><list><zeroOrMore><choice><xsl:apply-templates select="p:option"/></choice></zeroOrMore></list></xsl:template>
  <!-- calculated: empty while there is nothing to calculate with -->
  <xsl:template match="p:field[@calculate]" mode="value" priority="2"><text/></xsl:template>
  <xsl:template match="p:option"><value><xsl:value-of select="@value"/></value></xsl:template>
</xsl:stylesheet>
