<?xml version="1.0" encoding="UTF-8"?>
<!-- limits.xsl: a procedure file in; a line for each limit that goes on to run
     in a state in which nothing ends it: whoever has the case would be late
     with what another did not do in time. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1">
  <xsl:output method="text"/>
  <xsl:template match="/">
    <xsl:for-each select="/p:procedure/p:moves/p:move[starts-with(@auto, 'due:')][@to != '.']
        [not(@to = /p:procedure/p:states/p:state[@final]/@name)]">
      <xsl:variable name="limit" select="substring-after(@auto, 'due:')"/>
      <xsl:variable name="to" select="concat(' ', @to, ' ')"/>
      <xsl:if test="not(contains(concat(' ', @from, ' '), $to)) and not(p:cancel[@limit = $limit] | p:meet[@limit = $limit] | p:start[@limit = $limit])
          and not(../p:move[contains(concat(' ', @from, ' '), $to)][p:meet[@limit = $limit] | p:cancel[@limit = $limit]])">
        <xsl:value-of select="concat(/p:procedure/@name, ': ', @name, ' leaves ', $limit, ' running&#10;')"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
