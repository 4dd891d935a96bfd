<?xml version="1.0" encoding="UTF-8"?>
<!-- limits.xsl: a procedure file in; a line for each limit that goes on to run
     in a state in which nothing ends it: whoever has the case would be late
     with what another did not do in time. Two kinds: a limit that is over
     moves the case on to somebody who can work on without ending it; and any
     move away from where a limit is met, to where nothing after ends it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1">
  <xsl:output method="text"/>
  <xsl:variable name="states" select="/p:procedure/p:states/p:state"/>
  <xsl:variable name="moves" select="/p:procedure/p:moves/p:move"/>
  <xsl:variable name="final" select="$states[@final]/@name"/>

  <xsl:template match="/">
    <xsl:apply-templates select="$moves[@to != '.'][not(@to = $final)]
        [not(contains(concat(' ', @from, ' '), concat(' ', @to, ' ')))]"/>
  </xsl:template>

  <xsl:template match="p:move">
    <xsl:variable name="move" select="."/>
    <xsl:variable name="from" select="concat(' ', @from, ' ')"/>
    <xsl:for-each select="/p:procedure/p:limits/p:limit[not(@name =
        $move/*[self::p:meet or self::p:cancel or self::p:suspend or self::p:start]/@limit)]">
      <xsl:variable name="limit" select="@name"/>
      <xsl:variable name="due" select="concat('due:', $limit)"/>
      <xsl:if test="$move/@auto = $due">
        <xsl:call-template name="lapsed">
          <xsl:with-param name="move" select="$move"/>
          <xsl:with-param name="limit" select="$limit"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:variable name="met">
        <xsl:for-each select="$states[contains($from, concat(' ', @name, ' '))]">
          <xsl:variable name="here" select="concat(' ', @name, ' ')"/>
          <xsl:if test="$moves[p:meet/@limit = $limit or @auto = $due][contains(concat(' ', @from, ' '), $here)]">y</xsl:if>
        </xsl:for-each>
      </xsl:variable>
      <xsl:if test="string($met)">
        <xsl:call-template name="reach">
          <xsl:with-param name="move" select="$move"/>
          <xsl:with-param name="limit" select="$limit"/>
          <xsl:with-param name="set" select="concat(' ', $move/@to, ' ')"/>
        </xsl:call-template>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- Where it leads, whoever has the case ends the limit, first of all. -->
  <xsl:template name="lapsed">
    <xsl:param name="move"/>
    <xsl:param name="limit"/>
    <xsl:variable name="to" select="concat(' ', $move/@to, ' ')"/>
    <xsl:variable name="out" select="$moves[not(@auto)][contains(concat(' ', @from, ' '), $to)]
        [@by = $states[@name = $move/@to]/@holder]"/>
    <xsl:if test="not($out[p:meet/@limit = $limit or p:cancel/@limit = $limit])
        or $out[@to != '.' and @to != $move/@to and not(@to = $final)][not(p:meet/@limit = $limit or p:cancel/@limit = $limit)]">
      <xsl:value-of select="concat(/p:procedure/@name, ': ', $move/@name, ' leaves ', $limit, ' running in ', $move/@to, '&#10;')"/>
    </xsl:if>
  </xsl:template>

  <!-- set: states that can follow; a move out of them ends it, or none. -->
  <xsl:template name="reach">
    <xsl:param name="move"/>
    <xsl:param name="limit"/>
    <xsl:param name="set"/>
    <xsl:variable name="next">
      <xsl:for-each select="$states[contains($set, concat(' ', @name, ' '))]">
        <xsl:variable name="here" select="concat(' ', @name, ' ')"/>
        <xsl:for-each select="$moves[contains(concat(' ', @from, ' '), $here)]">
          <xsl:if test="*[self::p:meet or self::p:cancel or self::p:resume]/@limit = $limit or @auto = concat('due:', $limit)">! </xsl:if>
          <xsl:if test="@to != '.' and not(contains($set, concat(' ', @to, ' ')))">
            <xsl:value-of select="concat(@to, ' ')"/>
          </xsl:if>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="contains($next, '!')"/>
      <xsl:when test="string($next)">
        <xsl:call-template name="reach">
          <xsl:with-param name="move" select="$move"/>
          <xsl:with-param name="limit" select="$limit"/>
          <xsl:with-param name="set" select="concat($set, $next)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat(/p:procedure/@name, ': ', $move/@name, ' leaves ', $limit, ' to run for ever', '&#10;')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
