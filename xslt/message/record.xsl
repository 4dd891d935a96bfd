<?xml version="1.0" encoding="UTF-8"?>
<!-- record.xsl: the payload of a message that carries forms of a case, in the
     namespace of its profile. In: <message-data name profile forms> with <case>
     and <letter> (lib/flow/message.h). Out: <NAME procedure version number state
     date> with <party>*, <letter>*, <record> FORM* </record>. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:variable name="ns" select="string(/message-data/@profile)"/>

  <xsl:template match="message-data">
    <xsl:variable name="forms" select="concat(' ', @forms, ' ')"/>
    <xsl:element name="m:{@name}" namespace="{$ns}">
      <xsl:copy-of select="case/@procedure | case/@version | case/@number | case/@state"/>
      <xsl:attribute name="date"><xsl:value-of select="case/@today"/></xsl:attribute>
      <xsl:for-each select="case/party/*">
        <xsl:element name="m:party" namespace="{$ns}">
          <xsl:attribute name="name"><xsl:value-of select="local-name()"/></xsl:attribute>
          <xsl:copy-of select="@code"/>
          <xsl:attribute name="title"><xsl:value-of select="@name"/></xsl:attribute>
          <xsl:copy-of select="@kind | @level | @region"/>
        </xsl:element>
      </xsl:for-each>
      <xsl:apply-templates select="letter"/>
      <xsl:element name="m:record" namespace="{$ns}">
        <xsl:apply-templates select="case/record/*[contains($forms, concat(' ', local-name(), ' '))]"/>
      </xsl:element>
    </xsl:element>
  </xsl:template>

  <xsl:template match="*">
    <xsl:element name="m:{local-name()}" namespace="{$ns}">
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
