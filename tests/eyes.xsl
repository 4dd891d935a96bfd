<?xml version="1.0" encoding="UTF-8"?>
<!-- eyes.xsl: a procedure file in; a line for each move that takes a second
     person, of which no worked example has the first refused and another make
     it; and for each of several moves whose maker no example has refused. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1">
  <xsl:output method="text"/>
  <xsl:key name="step" match="p:example/p:step[not(@child)]" use="@move"/>
  <xsl:template match="/">
    <xsl:for-each select="/p:procedure/p:moves/p:move[@unlike]">
      <xsl:variable name="unlike" select="concat(' ', @unlike, ' ')"/>
      <xsl:variable name="refused" select="key('step', @name)[@expect = 'two-people']"/>
      <xsl:if test="not($refused/following-sibling::p:step[@move = current()/@name][not(@expect)])">
        <xsl:value-of select="concat(/p:procedure/@name, ': ', @name, ' is not refused to whom it takes another&#10;')"/>
      </xsl:if>
      <xsl:variable name="name" select="@name"/>
      <xsl:for-each select="../p:move[contains($unlike, concat(' ', @name, ' '))]">
        <xsl:variable name="first" select="@name"/>
        <xsl:if test="not($refused[@person = preceding-sibling::p:step[@move = $first][not(@expect)][1]/@person
            or not(preceding-sibling::p:step[@move = $first][not(@expect)][1]/@person)])">
          <xsl:value-of select="concat(/p:procedure/@name, ': ', $name, ' is not refused to who made ', $first, '&#10;')"/>
        </xsl:if>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
