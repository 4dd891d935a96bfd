<?xml version="1.0" encoding="UTF-8"?>
<!--
register.xsl: page /register/NAME, a register as it stands or stood on a day.
Input: sql/page/register.sql.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:import href="../common/entry.xsl"/>

  <xsl:template match="page" mode="title"><xsl:apply-templates select="register" mode="title-of"/></xsl:template>
  <xsl:template match="page" mode="class">wide</xsl:template>
  <xsl:template match="page" mode="crumb">
    <li><a href="/register"><xsl:value-of select="kb:text('register.list-title')"/></a></li>
    <li aria-current="page"><xsl:apply-templates select="register" mode="title-of"/></li>
  </xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:variable name="columns" select="register/columns//*[local-name() = 'column']"/>
    <form action="{$path}" method="get" class="filter" id="f">
      <xsl:call-template name="input">
        <xsl:with-param name="name" select="'q'"/>
        <xsl:with-param name="label" select="kb:text('register.words')"/>
        <xsl:with-param name="type" select="'search'"/>
      </xsl:call-template>
      <xsl:if test="region">
        <div class="field">
          <label for="i-region"><xsl:value-of select="kb:text('register.region')"/></label>
          <select id="i-region" name="region">
            <option value=""><xsl:value-of select="kb:text('list.all')"/></option>
            <xsl:for-each select="region">
              <option value="{code}">
                <xsl:if test="code = $q[@name = 'region']"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if>
                <xsl:value-of select="(name | name_en[$en])[last()]"/>
              </option>
            </xsl:for-each>
          </select>
        </div>
      </xsl:if>
      <xsl:variable name="choices" select="$columns[@filter = 'yes' and @kind = 'choice' and count(*[local-name() = 'option']) &gt; 1]"/>
      <xsl:if test="$choices">
        <div class="field">
          <label for="i-only"><xsl:value-of select="kb:text('register.only')"/></label>
          <select id="i-only" name="only">
            <option value=""><xsl:value-of select="kb:text('list.all')"/></option>
            <xsl:for-each select="$choices">
              <xsl:variable name="label"><xsl:apply-templates select="." mode="column-label"/></xsl:variable>
              <optgroup label="{$label}">
                <xsl:for-each select="*[local-name() = 'option']">
                  <xsl:variable name="value" select="concat(../@name, '=', @value)"/>
                  <option value="{$value}">
                    <xsl:if test="$value = $q[@name = 'only']"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if>
                    <xsl:apply-templates select="." mode="column-label"/>
                  </option>
                </xsl:for-each>
              </optgroup>
            </xsl:for-each>
          </select>
        </div>
      </xsl:if>
      <div class="field">
        <label for="i-state"><xsl:value-of select="kb:text('register.state')"/></label>
        <select id="i-state" name="state">
          <option value=""><xsl:value-of select="kb:text('register.current')"/></option>
          <option value="ended"><xsl:if test="$q[@name = 'state'] = 'ended'"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="kb:text('register.ended')"/></option>
          <option value="all"><xsl:if test="$q[@name = 'state'] = 'all'"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="kb:text('list.all')"/></option>
        </select>
      </div>
      <xsl:call-template name="input">
        <xsl:with-param name="name" select="'at'"/>
        <xsl:with-param name="label" select="kb:text('register.at')"/>
        <xsl:with-param name="type" select="'date'"/>
        <xsl:with-param name="size" select="10"/>
      </xsl:call-template>
      <p><button type="submit" class="button"><xsl:value-of select="kb:text('list.find')"/></button></p>
    </form>
    <xsl:if test="found/too_short = 't'">
      <xsl:call-template name="banner"><xsl:with-param name="title" select="kb:text('search.too-short')"/></xsl:call-template>
    </xsl:if>
    <div class="over">
      <xsl:call-template name="count"><xsl:with-param name="n" select="found/n"/><xsl:with-param name="more" select="found/more"/></xsl:call-template>
      <xsl:call-template name="export"/>
    </div>
    <xsl:choose>
      <xsl:when test="entry">
        <div class="scroll cards" tabindex="0" role="region" aria-label="{kb:text('list.table')}">
        <table class="cards-table entries">
          <caption class="hid"><xsl:apply-templates select="register" mode="title-of"/></caption>
          <thead><tr>
            <th scope="col"><xsl:value-of select="kb:text('register.entry')"/></th>
            <xsl:for-each select="$columns[@name != 'title'][position() &lt;= 5]">
              <th scope="col"><xsl:apply-templates select="." mode="column-label"/></th>
            </xsl:for-each>
            <th scope="col"><xsl:value-of select="kb:text('register.valid')"/></th>
          </tr></thead>
          <tbody><xsl:apply-templates select="entry[position() &lt;= 25]"><xsl:with-param name="columns" select="$columns[@name != 'title'][position() &lt;= 5]"/></xsl:apply-templates></tbody>
        </table>
        </div>
      </xsl:when>
      <xsl:when test="found/n &gt; 0"/>
      <xsl:when test="not(query/p[. != ''][@name = 'q' or @name = 'region' or @name = 'only' or @name = 'state' or @name = 'at'])">
        <xsl:call-template name="empty">
          <xsl:with-param name="text" select="kb:text('register.empty')"/>
          <xsl:with-param name="href" select="'/register'"/>
          <xsl:with-param name="action" select="kb:text('register.others')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="empty">
          <xsl:with-param name="text" select="kb:text('register.none')"/>
          <xsl:with-param name="href" select="$path"/>
          <xsl:with-param name="action" select="kb:text('register.reset')"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="pages"><xsl:with-param name="found" select="found"/><xsl:with-param name="form" select="'f'"/><xsl:with-param name="rows" select="entry"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="entry">
    <xsl:param name="columns"/>
    <xsl:variable name="entry" select="."/>
    <tr>
      <th scope="row">
        <a href="{$path}/{key}"><xsl:value-of select="title"/></a>
        <xsl:if test="region_name != '' and not($columns[@kind = 'region'])"><span class="sub"><xsl:value-of select="(region_name | region_name_en[$en])[last()]"/></span></xsl:if>
      </th>
      <xsl:for-each select="$columns">
        <xsl:variable name="label"><xsl:apply-templates select="." mode="column-label"/></xsl:variable>
        <td data-l="{$label}">
          <xsl:if test="@kind = 'score' or @kind = 'integer' or @kind = 'money' or @kind = 'decimal'"><xsl:attribute name="class">r</xsl:attribute></xsl:if>
          <xsl:apply-templates select="." mode="column-value"><xsl:with-param name="entry" select="$entry"/></xsl:apply-templates>
        </td>
      </xsl:for-each>
      <td data-l="{kb:text('register.valid')}"><xsl:call-template name="valid"/></td>
    </tr>
  </xsl:template>
</xsl:stylesheet>
