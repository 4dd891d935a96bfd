<?xml version="1.0" encoding="UTF-8"?>
<!-- words.xsl: a letter whose words stand in the procedure file: see <words>
     in schema/procedure.rng. Reads letter-data/words, filled in already. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>

  <xsl:template match="case" mode="title"><xsl:value-of select="../words/subject"/></xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="../words/to"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:value-of select="../words/contact"/></xsl:template>
  <xsl:template match="case" mode="copies"><xsl:value-of select="../words/copies"/></xsl:template>
  <xsl:template match="case" mode="annexes"><xsl:apply-templates select="../words/annex-note" mode="copy"/></xsl:template>
  <xsl:template match="case" mode="body">
    <xsl:apply-templates select="../words/*[self::p or self::h1 or self::h2 or self::h3 or self::h4 or self::table]" mode="copy"/>
  </xsl:template>

  <xsl:template match="*" mode="copy">
    <xsl:element name="{local-name()}" namespace="urn:kuaibao:letter:1">
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates mode="copy"/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
