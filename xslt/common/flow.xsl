<?xml version="1.0" encoding="UTF-8"?>
<!--
flow.xsl: the flow chart of any procedure file, in SVG, and the same as a list.
Call with a p:procedure as context. One row for each state of the main path, in
the file's order, straight down; states of correction, refusal and withdrawal, and
those that lead only to these or back, stand at the right of the row from
which they come; jumps between main states
run in tracks on the left, all else in tracks on the right. The gutter names
the party that must act. A withdrawal possible from three states or more, or
any move from five, is told below the chart and drawn nowhere. Positions are kept in strings
"|state@y|state@y|", since XSLT 1.0 has no second pass over a result.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="p kb">

  <xsl:key name="flow-state" match="p:state" use="@name"/>
  <xsl:key name="flow-party" match="p:party" use="@name"/>

  <xsl:variable name="flow-box" select="48"/>
  <xsl:variable name="flow-slot" select="92"/>
  <xsl:variable name="flow-top" select="56"/>
  <!-- between the columns, and the side column: English words are longer -->
  <xsl:variable name="flow-gap" select="128 + 12 * $en"/>
  <xsl:variable name="flow-wide" select="152 + 20 * $en"/>

  <!-- zh-CN text comes first in the file, so the last that fits is ours. -->
  <xsl:template match="*" mode="flow-title">
    <xsl:value-of select="(p:title[@xml:lang = 'zh-CN'] | p:title[@xml:lang = $lang])[last()]"/>
  </xsl:template>
  <xsl:template match="p:party" mode="flow-title">
    <xsl:value-of select="(p:label[@xml:lang = 'zh-CN'] | p:label[@xml:lang = $lang])[last()]"/>
  </xsl:template>

  <!-- "back": moves lead out of this state, but none to a later one except a
       refusal: it is a branch off the main path. -->
  <xsl:template match="p:state" mode="flow-onward">
    <xsl:variable name="me" select="@name"/>
    <xsl:variable name="out" select="../../p:moves/p:move[@to != '.' and not(starts-with(@auto, 'message:')) and contains(concat(' ', normalize-space(@from), ' '), concat(' ', $me, ' '))]"/>
    <xsl:variable name="on">
      <xsl:for-each select="$out">
        <xsl:if test="key('flow-state', @to)[not(@final = 'refused' or @final = 'withdrawn')]/preceding-sibling::p:state[@name = $me]">x</xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="$out and string($on) = ''">back</xsl:if>
  </xsl:template>

  <!-- The name of a move that is told below the chart, between blanks. -->
  <xsl:template match="p:move" mode="flow-wide">
    <xsl:variable name="from" select="normalize-space(@from)"/>
    <xsl:variable name="n" select="string-length($from) - string-length(translate($from, ' ', '')) + 1"/>
    <xsl:if test="$n &gt; 4 or ($n &gt; 2 and key('flow-state', @to)/@final = 'withdrawn')"><xsl:value-of select="concat(' ', @name, ' ')"/></xsl:if>
  </xsl:template>

  <!-- The states from which a move leads, each between blanks. -->
  <xsl:template match="p:move" mode="flow-from"><xsl:value-of select="concat(' ', normalize-space(@from), ' ')"/></xsl:template>

  <!-- y of each main state: its row is as high as the side states need. -->
  <xsl:template name="flow-rows">
    <xsl:param name="main"/>
    <xsl:param name="side"/>
    <xsl:param name="anchor"/>
    <xsl:param name="y"/>
    <xsl:if test="$main">
      <xsl:variable name="n" select="count($side[contains($anchor, concat('|', @name, '@', $main[1]/@name, '|'))])"/>
      <xsl:value-of select="concat($main[1]/@name, '@', $y, '|')"/>
      <xsl:call-template name="flow-rows">
        <xsl:with-param name="main" select="$main[position() &gt; 1]"/>
        <xsl:with-param name="side" select="$side"/>
        <xsl:with-param name="anchor" select="$anchor"/>
        <xsl:with-param name="y" select="$y + $flow-slot * (1 + ($n - 1) * ($n &gt; 1))"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- "a@0|b@1|" for the targets that need a track of their own. -->
  <xsl:template name="flow-tracks">
    <xsl:param name="names"/>
    <xsl:param name="k" select="0"/>
    <xsl:variable name="name" select="substring-before($names, ' ')"/>
    <xsl:if test="$name != ''">
      <xsl:value-of select="concat($name, '@', $k, '|')"/>
      <xsl:call-template name="flow-tracks">
        <xsl:with-param name="names" select="substring-after($names, ' ')"/>
        <xsl:with-param name="k" select="$k + 1"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- The main states, in order, from which moves lead to a side state; the
       first of them anchors a correction, the last a refusal. -->
  <xsl:template name="flow-anchor">
    <xsl:param name="names"/>
    <xsl:param name="last"/>
    <xsl:variable name="rest" select="substring-after($names, ' ')"/>
    <xsl:choose>
      <xsl:when test="$last and $rest != ''">
        <xsl:call-template name="flow-anchor">
          <xsl:with-param name="names" select="$rest"/>
          <xsl:with-param name="last" select="$last"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="substring-before($names, ' ')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="p:procedure" mode="flow">
    <!-- drawn: not a withdrawal from three states or more, nor from five -->
    <xsl:variable name="wide"><xsl:apply-templates select="p:moves/p:move[not(starts-with(@auto, 'message:'))]" mode="flow-wide"/></xsl:variable>
    <xsl:variable name="moves" select="p:moves/p:move[@from != '' and @to != '.' and not(starts-with(@auto, 'message:')) and not(contains($wide, concat(' ', @name, ' ')))]"/>
    <!-- here: not those that only messages from elsewhere lead to -->
    <xsl:variable name="here" select="p:states/p:state[@name = ../../p:moves/p:move[not(starts-with(@auto, 'message:'))]/@to]"/>
    <xsl:variable name="sides">
      <xsl:text> </xsl:text>
      <xsl:for-each select="$here">
        <xsl:variable name="on"><xsl:apply-templates select="." mode="flow-onward"/></xsl:variable>
        <xsl:if test="@final = 'refused' or @final = 'withdrawn' or @public = 'correcting' or (not(@final) and position() &gt; 1 and string($on) = 'back')"><xsl:value-of select="concat(@name, ' ')"/></xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="main" select="$here[not(contains($sides, concat(' ', @name, ' ')))]"/>
    <!-- a side state that no drawn move reaches is told below -->
    <xsl:variable name="side" select="p:states/p:state[contains($sides, concat(' ', @name, ' ')) and @name = $moves/@to]"/>
    <xsl:variable name="order"><xsl:text>|</xsl:text><xsl:for-each select="$main"><xsl:value-of select="concat(@name, '|')"/></xsl:for-each></xsl:variable>
    <xsl:variable name="anchor">
      <xsl:text>|</xsl:text>
      <xsl:for-each select="$side">
        <xsl:variable name="to" select="@name"/>
        <xsl:variable name="near">
          <xsl:for-each select="$main">
            <xsl:if test="$moves[@to = $to and contains(concat(' ', @from, ' '), concat(' ', current()/@name, ' '))]"><xsl:value-of select="concat(@name, ' ')"/></xsl:if>
          </xsl:for-each>
        </xsl:variable>
        <!-- not from the main path: by way of another side state -->
        <xsl:variable name="far">
          <xsl:if test="string($near) = ''">
            <xsl:variable name="into"><xsl:apply-templates select="$moves[@to = $to]" mode="flow-from"/></xsl:variable>
            <xsl:variable name="by" select="$side[contains($into, concat(' ', @name, ' '))]/@name"/>
            <xsl:for-each select="$main">
              <xsl:if test="$moves[@to = $by and contains(concat(' ', @from, ' '), concat(' ', current()/@name, ' '))]"><xsl:value-of select="concat(@name, ' ')"/></xsl:if>
            </xsl:for-each>
          </xsl:if>
        </xsl:variable>
        <xsl:variable name="from" select="concat($near, $far)"/>
        <xsl:value-of select="concat(@name, '@')"/>
        <xsl:choose>
          <xsl:when test="$from = ''"><xsl:value-of select="$main[last()]/@name"/></xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="flow-anchor">
              <xsl:with-param name="names" select="$from"/>
              <xsl:with-param name="last" select="not(@public = 'correcting')"/>
            </xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:text>|</xsl:text>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="rows">
      <xsl:text>|</xsl:text>
      <xsl:call-template name="flow-rows">
        <xsl:with-param name="main" select="$main"/>
        <xsl:with-param name="side" select="$side"/>
        <xsl:with-param name="anchor" select="string($anchor)"/>
        <xsl:with-param name="y" select="$flow-top"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="pos">
      <xsl:value-of select="$rows"/>
      <xsl:for-each select="$side">
        <xsl:variable name="at" select="substring-before(substring-after($anchor, concat('|', @name, '@')), '|')"/>
        <xsl:variable name="k" select="count(preceding-sibling::p:state[contains($anchor, concat('|', @name, '@', $at, '|'))])"/>
        <xsl:value-of select="concat(@name, '@', substring-before(substring-after($rows, concat('|', $at, '@')), '|') + $k * $flow-slot, '|')"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:call-template name="flow-draw">
      <xsl:with-param name="main" select="$main"/>
      <xsl:with-param name="side" select="$side"/>
      <xsl:with-param name="moves" select="$moves"/>
      <xsl:with-param name="order" select="string($order)"/>
      <xsl:with-param name="anchor" select="string($anchor)"/>
      <xsl:with-param name="pos" select="string($pos)"/>
      <xsl:with-param name="wide" select="p:moves/p:move[@to != '.' and contains($wide, concat(' ', @name, ' '))]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="flow-draw">
    <xsl:param name="main"/>
    <xsl:param name="side"/>
    <xsl:param name="moves"/>
    <xsl:param name="order"/>
    <xsl:param name="anchor"/>
    <xsl:param name="pos"/>
    <xsl:param name="wide"/>
    <!-- targets of jumps between main states: tracks on the left -->
    <xsl:variable name="jumps">
      <xsl:for-each select="$main">
        <xsl:variable name="to" select="@name"/>
        <xsl:variable name="into"><xsl:apply-templates select="$moves[@to = $to]" mode="flow-from"/></xsl:variable>
        <xsl:if test="$main[@name != $to and contains($into, concat(' ', @name, ' ')) and not(contains($order, concat('|', @name, '|', $to, '|')))]"><xsl:value-of select="concat(@name, ' ')"/></xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="left"><xsl:text>|</xsl:text><xsl:call-template name="flow-tracks"><xsl:with-param name="names" select="string($jumps)"/></xsl:call-template></xsl:variable>
    <!-- targets reached from or by side states elsewhere: tracks on the right -->
    <xsl:variable name="strays">
      <xsl:for-each select="$main | $side">
        <xsl:variable name="to" select="@name"/>
        <xsl:variable name="into"><xsl:apply-templates select="$moves[@to = $to]" mode="flow-from"/></xsl:variable>
        <xsl:variable name="from">
          <xsl:for-each select="($main | $side)[@name != $to and contains($into, concat(' ', @name, ' '))]">
            <xsl:variable name="both" select="contains($order, concat('|', @name, '|')) and contains($order, concat('|', $to, '|'))"/>
            <xsl:variable name="near" select="contains($anchor, concat('|', @name, '@', $to, '|')) or contains($anchor, concat('|', $to, '@', @name, '|'))"/>
            <xsl:variable name="at" select="substring-before(substring-after($anchor, concat('|', $to, '@')), '|')"/>
            <xsl:variable name="down" select="$at != '' and contains($anchor, concat('|', @name, '@', $at, '|')) and substring-before(substring-after($pos, concat('|', $to, '@')), '|') = substring-before(substring-after($pos, concat('|', @name, '@')), '|') + $flow-slot"/>
            <xsl:if test="not($both or $near or $down)">x</xsl:if>
          </xsl:for-each>
        </xsl:variable>
        <xsl:if test="string($from) != ''"><xsl:value-of select="concat(@name, ' ')"/></xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="right"><xsl:text>|</xsl:text><xsl:call-template name="flow-tracks"><xsl:with-param name="names" select="string($strays)"/></xsl:call-template></xsl:variable>
    <xsl:variable name="nl" select="string-length($left) - string-length(translate($left, '|', '')) - 1"/>
    <xsl:variable name="nr" select="string-length($right) - string-length(translate($right, '|', '')) - 1"/>
    <xsl:variable name="x" select="148 + ($nl &gt; 3) * ($nl - 3) * 12"/>
    <xsl:variable name="sx" select="$x + 184 + $flow-gap"/>
    <xsl:variable name="w" select="$x + 184 + boolean($side) * ($flow-gap + $flow-wide) + 12 + $nr * 12"/>
    <xsl:variable name="last" select="($main[last()] | $side[last()])[last()]"/>
    <xsl:variable name="low" select="substring-before(substring-after($pos, concat('|', $main[last()]/@name, '@')), '|')"/>
    <xsl:variable name="under" select="count($side[contains($anchor, concat('|', @name, '@', $main[last()]/@name, '|'))])"/>
    <xsl:variable name="h" select="$low + $flow-slot * (1 + ($under - 1) * ($under &gt; 1)) - 20"/>
    <figure class="flow">
      <div class="flow-box" tabindex="0" role="group" aria-label="{kb:text('flow.chart')}">
        <svg xmlns="http://www.w3.org/2000/svg" class="flow-svg" role="img" aria-labelledby="flow-t flow-d" width="{$w}" height="{$h}" viewBox="0 0 {$w} {$h}">
          <title id="flow-t"><xsl:value-of select="kb:text('flow.title')"/></title>
          <desc id="flow-d"><xsl:value-of select="kb:text('flow.desc')"/></desc>
          <defs>
            <marker id="flow-end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0.5 8 4 0 7.5z"/></marker>
          </defs>
          <xsl:for-each select="$main">
            <xsl:variable name="i" select="position()"/>
            <xsl:variable name="y" select="substring-before(substring-after($pos, concat('|', @name, '@')), '|')"/>
            <xsl:if test="$i = 1 or @holder != $main[$i - 1]/@holder">
              <xsl:if test="$i &gt; 1"><line class="flow-lane" x1="0" x2="{$w}" y1="{$y - 18}" y2="{$y - 18}"/></xsl:if>
              <text class="flow-party" x="0" y="{$y - 1}"><xsl:apply-templates select="key('flow-party', @holder)" mode="flow-title"/></text>
            </xsl:if>
          </xsl:for-each>
          <circle class="flow-start" cx="{$x + 92}" cy="8" r="7"/>
          <path class="flow-line" d="M{$x + 92} 15V{$flow-top - 2}" marker-end="url(#flow-end)"/>
          <text class="flow-word" x="{$x + 102}" y="38"><xsl:apply-templates select="p:moves/p:move[@from = '' or not(@from)][1]" mode="flow-title"/></text>
          <!-- the lines, then the words over them -->
          <xsl:for-each select="$moves">
            <xsl:call-template name="flow-edges">
              <xsl:with-param name="list" select="concat(normalize-space(@from), ' ')"/>
              <xsl:with-param name="maps" select="concat($order, '#', $anchor, '#', $pos, '#', $left, '#', $right)"/>
              <xsl:with-param name="moves" select="$moves"/>
              <xsl:with-param name="x" select="$x"/>
            </xsl:call-template>
          </xsl:for-each>
          <xsl:for-each select="$moves">
            <xsl:call-template name="flow-edges">
              <xsl:with-param name="list" select="concat(normalize-space(@from), ' ')"/>
              <xsl:with-param name="maps" select="concat($order, '#', $anchor, '#', $pos, '#', $left, '#', $right)"/>
              <xsl:with-param name="moves" select="$moves"/>
              <xsl:with-param name="x" select="$x"/>
              <xsl:with-param name="words" select="true()"/>
            </xsl:call-template>
          </xsl:for-each>
          <xsl:for-each select="$main">
            <xsl:variable name="y" select="substring-before(substring-after($pos, concat('|', @name, '@')), '|')"/>
            <rect class="flow-state" x="{$x}" y="{$y}" width="184" height="{$flow-box}" rx="2">
              <xsl:if test="@final"><xsl:attribute name="class">flow-state flow-done</xsl:attribute><xsl:attribute name="rx">24</xsl:attribute></xsl:if>
            </rect>
            <xsl:call-template name="flow-name"><xsl:with-param name="x" select="$x + 92"/><xsl:with-param name="y" select="$y + 29"/><xsl:with-param name="max" select="12 + 11 * $en"/></xsl:call-template>
          </xsl:for-each>
          <xsl:for-each select="$side">
            <xsl:variable name="y" select="substring-before(substring-after($pos, concat('|', @name, '@')), '|')"/>
            <rect class="flow-state flow-side" x="{$sx}" y="{$y}" width="{$flow-wide}" height="{$flow-box}" rx="2">
              <xsl:if test="@final"><xsl:attribute name="class">flow-state flow-end</xsl:attribute><xsl:attribute name="rx">24</xsl:attribute></xsl:if>
            </rect>
            <xsl:call-template name="flow-name"><xsl:with-param name="x" select="$sx + $flow-wide div 2"/><xsl:with-param name="y" select="$y + 29 - 8 * not(@final)"/><xsl:with-param name="max" select="10 + 10 * $en"/></xsl:call-template>
            <xsl:if test="not(@final)">
              <text class="flow-who" x="{$sx + $flow-wide div 2}" y="{$y + 42}"><xsl:apply-templates select="key('flow-party', @holder)" mode="flow-title"/></text>
            </xsl:if>
          </xsl:for-each>
        </svg>
      </div>
      <xsl:if test="$wide">
        <figcaption>
          <xsl:for-each select="$wide">
            <p><xsl:value-of select="kb:text('flow.anytime')"/><b><xsl:apply-templates select="." mode="flow-title"/></b> → <xsl:apply-templates select="key('flow-state', @to)" mode="flow-title"/></p>
          </xsl:for-each>
        </figcaption>
      </xsl:if>
    </figure>
  </xsl:template>

  <!-- A state's name about y, in two lines when it is longer than max. -->
  <xsl:template name="flow-name">
    <xsl:param name="x"/>
    <xsl:param name="y"/>
    <xsl:param name="max"/>
    <xsl:variable name="name"><xsl:apply-templates select="." mode="flow-title"/></xsl:variable>
    <xsl:variable name="n" select="string-length($name)"/>
    <xsl:choose>
      <xsl:when test="$n &lt;= $max"><text xmlns="http://www.w3.org/2000/svg" class="flow-name" x="{$x}" y="{$y}"><xsl:value-of select="$name"/></text></xsl:when>
      <xsl:otherwise>
        <!-- at the first blank of the second half, or in the middle -->
        <xsl:variable name="half" select="floor($n div 2) - 3 * contains($name, ' ')"/>
        <xsl:variable name="cut" select="$half + string-length(substring-before(concat(substring($name, $half + 1), ' '), ' ')) * contains(substring($name, $half + 1), ' ')"/>
        <text xmlns="http://www.w3.org/2000/svg" class="flow-name flow-two" x="{$x}" y="{$y - 6}"><xsl:value-of select="substring($name, 1, $cut)"/></text>
        <text xmlns="http://www.w3.org/2000/svg" class="flow-name flow-two" x="{$x}" y="{$y + 8}"><xsl:value-of select="normalize-space(substring($name, $cut + 1))"/></text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- An arrow for each state of origin in "a b ". -->
  <xsl:template name="flow-edges">
    <xsl:param name="list"/>
    <xsl:param name="maps"/>
    <xsl:param name="moves"/>
    <xsl:param name="x"/>
    <xsl:param name="words" select="false()"/>
    <xsl:variable name="from" select="substring-before($list, ' ')"/>
    <xsl:if test="$from != ''">
      <xsl:call-template name="flow-edge">
        <xsl:with-param name="from" select="$from"/>
        <xsl:with-param name="maps" select="$maps"/>
        <xsl:with-param name="moves" select="$moves"/>
        <xsl:with-param name="x" select="$x"/>
        <xsl:with-param name="words" select="$words"/>
      </xsl:call-template>
      <xsl:call-template name="flow-edges">
        <xsl:with-param name="list" select="substring-after($list, ' ')"/>
        <xsl:with-param name="maps" select="$maps"/>
        <xsl:with-param name="moves" select="$moves"/>
        <xsl:with-param name="x" select="$x"/>
        <xsl:with-param name="words" select="$words"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- One arrow, or its words. `maps`: order#anchor#pos#left#right, as above. -->
  <xsl:template name="flow-edge">
    <xsl:param name="from"/>
    <xsl:param name="maps"/>
    <xsl:param name="moves"/>
    <xsl:param name="x"/>
    <xsl:param name="words"/>
    <xsl:variable name="to" select="@to"/>
    <xsl:variable name="same" select="$moves[@to = $to and contains(concat(' ', @from, ' '), concat(' ', $from, ' '))]"/>
    <xsl:if test="$from != $to and count($same[1] | .) = 1">
      <!-- "path#x y#" and, for words that end there, "l" -->
      <xsl:variable name="way">
        <xsl:call-template name="flow-way">
          <xsl:with-param name="from" select="$from"/>
          <xsl:with-param name="maps" select="$maps"/>
          <xsl:with-param name="moves" select="$moves"/>
          <xsl:with-param name="x" select="$x"/>
        </xsl:call-template>
      </xsl:variable>
      <xsl:variable name="at" select="substring-before(substring-after($way, '#'), '#')"/>
      <xsl:choose>
        <xsl:when test="not($words)">
          <path xmlns="http://www.w3.org/2000/svg" class="flow-line" d="{substring-before($way, '#')}" marker-end="url(#flow-end)">
            <xsl:if test="@auto"><xsl:attribute name="class">flow-line flow-auto</xsl:attribute></xsl:if>
          </path>
        </xsl:when>
        <xsl:when test="$at != ''">
          <text xmlns="http://www.w3.org/2000/svg" class="flow-word" x="{substring-before($at, ' ')}" y="{substring-after($at, ' ')}">
            <xsl:if test="contains($way, '#l')"><xsl:attribute name="class">flow-word flow-l</xsl:attribute></xsl:if>
            <xsl:apply-templates select="." mode="flow-title"/>
            <xsl:if test="count($same) &gt; 1">…</xsl:if>
          </text>
        </xsl:when>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <xsl:template name="flow-way">
    <xsl:param name="from"/>
    <xsl:param name="maps"/>
    <xsl:param name="moves"/>
    <xsl:param name="x"/>
    <xsl:variable name="to" select="@to"/>
    <xsl:variable name="order" select="substring-before($maps, '#')"/>
    <xsl:variable name="m1" select="substring-after($maps, '#')"/>
    <xsl:variable name="anchor" select="substring-before($m1, '#')"/>
    <xsl:variable name="m2" select="substring-after($m1, '#')"/>
    <xsl:variable name="pos" select="substring-before($m2, '#')"/>
    <xsl:variable name="m3" select="substring-after($m2, '#')"/>
    <xsl:variable name="left" select="substring-before($m3, '#')"/>
    <xsl:variable name="right" select="substring-after($m3, '#')"/>
    <xsl:variable name="y1" select="number(substring-before(substring-after($pos, concat('|', $from, '@')), '|'))"/>
    <xsl:variable name="y2" select="number(substring-before(substring-after($pos, concat('|', $to, '@')), '|'))"/>
    <xsl:variable name="r" select="$x + 184"/>
    <xsl:variable name="sx" select="$r + $flow-gap"/>
    <xsl:variable name="main1" select="contains($order, concat('|', $from, '|'))"/>
    <xsl:variable name="main2" select="contains($order, concat('|', $to, '|'))"/>
    <xsl:choose>
      <!-- straight down -->
      <xsl:when test="contains($order, concat('|', $from, '|', $to, '|'))">
        <xsl:value-of select="concat('M', $x + 92, ' ', $y1 + $flow-box, 'V', $y2 - 2, '#', $x + 102, ' ', $y1 + $flow-box + 15, '#')"/>
      </xsl:when>
      <!-- a jump between main states: a track on the left -->
      <xsl:when test="$main1 and $main2">
        <xsl:variable name="tx" select="$x - 100 - 12 * substring-before(substring-after($left, concat('|', $to, '@')), '|')"/>
        <xsl:variable name="n" select="count(preceding-sibling::p:move)"/>
        <xsl:variable name="before" select="$moves[@to != $to and contains(concat(' ', @from, ' '), concat(' ', $from, ' ')) and count(preceding-sibling::p:move) &lt; $n]"/>
        <xsl:variable name="k" select="count($before[contains($left, concat('|', @to, '@')) and not(contains($order, concat('|', $from, '|', @to, '|')))])"/>
        <xsl:value-of select="concat('M', $x, ' ', $y1 + 16 + 15 * $k, 'H', $tx, 'V', $y2 + 40, 'H', $x - 2, '#', $x - 8, ' ', $y1 + 12 + 15 * $k, '#l')"/>
      </xsl:when>
      <!-- out to a side state of this row, and back from it -->
      <xsl:when test="$main1 and contains($anchor, concat('|', $to, '@', $from, '|'))">
        <xsl:choose>
          <xsl:when test="$y1 = $y2"><xsl:value-of select="concat('M', $r, ' ', $y1 + 18, 'H', $sx - 2)"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="concat('M', $r, ' ', $y1 + 26, 'H', $r + 12, 'V', $y2 + 18, 'H', $sx - 2)"/></xsl:otherwise>
        </xsl:choose>
        <xsl:value-of select="concat('#', $r + 16, ' ', $y2 + 13, '#')"/>
      </xsl:when>
      <xsl:when test="$main2 and contains($anchor, concat('|', $from, '@', $to, '|'))">
        <xsl:choose>
          <xsl:when test="$y1 = $y2"><xsl:value-of select="concat('M', $sx, ' ', $y1 + 34, 'H', $r + 2)"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="concat('M', $sx, ' ', $y1 + 34, 'H', $r + 22, 'V', $y2 + 38, 'H', $r + 2)"/></xsl:otherwise>
        </xsl:choose>
        <xsl:value-of select="concat('#', $r + 16 + 10 * ($y1 != $y2), ' ', $y1 + 47, '#')"/>
      </xsl:when>
      <!-- down to the next side state of the row -->
      <xsl:when test="not($main1 or $main2) and $y2 = $y1 + $flow-slot and contains($anchor, concat('|', $from, '@', substring-before(substring-after($anchor, concat('|', $to, '@')), '|'), '|'))">
        <xsl:value-of select="concat('M', $sx + $flow-wide div 2, ' ', $y1 + $flow-box, 'V', $y2 - 2, '#', $sx + $flow-wide div 2 + 8, ' ', $y1 + $flow-box + 18, '#')"/>
      </xsl:when>
      <!-- elsewhere: a track on the right -->
      <xsl:otherwise>
        <xsl:variable name="tx" select="$sx + $flow-wide + 12 + 12 * substring-before(substring-after($right, concat('|', $to, '@')), '|')"/>
        <xsl:choose>
          <xsl:when test="$main1"><xsl:value-of select="concat('M', $r, ' ', $y1 + $flow-box - 5, 'H', $r + 10, 'V', $y1 + $flow-box + 30, 'H', $tx)"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="concat('M', $sx + $flow-wide, ' ', $y1 + 14, 'H', $tx)"/></xsl:otherwise>
        </xsl:choose>
        <xsl:choose>
          <xsl:when test="$main2"><xsl:value-of select="concat('V', $y2 - 11, 'H', $r - 20, 'V', $y2 - 2)"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="concat('V', $y2 + 38, 'H', $sx + $flow-wide + 2)"/></xsl:otherwise>
        </xsl:choose>
        <xsl:text>#</xsl:text>
        <xsl:if test="$main1">
          <xsl:variable name="n" select="count(preceding-sibling::p:move)"/>
          <xsl:variable name="before" select="$moves[@to != $to and contains(concat(' ', @from, ' '), concat(' ', $from, ' ')) and count(preceding-sibling::p:move) &lt; $n]"/>
          <xsl:variable name="k" select="count($before[contains($right, concat('|', @to, '@')) and not(contains($order, concat('|', @to, '|')) or contains($anchor, concat('|', @to, '@', $from, '|')))])"/>
          <xsl:value-of select="concat($r + 16 + (118 + 12 * $en) * $k, ' ', $y1 + $flow-box + 26)"/>
        </xsl:if>
        <xsl:text>#</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The same in words: each state, who acts, what may happen. -->
  <xsl:template match="p:procedure" mode="flow-list">
    <ol class="flow-list">
      <xsl:for-each select="p:states/p:state[@name = ../../p:moves/p:move[not(starts-with(@auto, 'message:'))]/@to]">
        <li>
          <b><xsl:apply-templates select="." mode="flow-title"/></b>
          <xsl:if test="not(@final)"><span class="quiet"><xsl:value-of select="kb:text('flow.holder')"/><xsl:apply-templates select="key('flow-party', @holder)" mode="flow-title"/></span></xsl:if>
          <xsl:variable name="out" select="../../p:moves/p:move[@to != '.' and not(starts-with(@auto, 'message:')) and contains(concat(' ', normalize-space(@from), ' '), concat(' ', current()/@name, ' '))]"/>
          <xsl:if test="$out">
            <ul>
              <xsl:for-each select="$out">
                <li>
                  <xsl:if test="@by"><xsl:apply-templates select="key('flow-party', @by)" mode="flow-title"/><xsl:value-of select="kb:text('flow.colon')"/></xsl:if>
                  <xsl:if test="not(@by) or @auto"><xsl:value-of select="kb:text('flow.auto')"/></xsl:if>
                  <xsl:apply-templates select="." mode="flow-title"/>
                  <xsl:text> → </xsl:text>
                  <xsl:apply-templates select="key('flow-state', @to)" mode="flow-title"/>
                </li>
              </xsl:for-each>
            </ul>
          </xsl:if>
        </li>
      </xsl:for-each>
    </ol>
  </xsl:template>
</xsl:stylesheet>
