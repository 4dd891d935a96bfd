<?xml version="1.0" encoding="UTF-8"?>
<!--
register_entry.xsl: page /register/NAME/KEY, one entry and its history. Input:
sql/page/register_entry.sql.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:import href="../common/entry.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="entry[1]/title"/></xsl:template>
  <xsl:template match="page" mode="crumb">
    <li><a href="/register"><xsl:value-of select="kb:text('register.list-title')"/></a></li>
    <li><a href="/register/{register/register}"><xsl:apply-templates select="register" mode="title-of"/></a></li>
    <li aria-current="page"><xsl:value-of select="entry[1]/title"/></li>
  </xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:variable name="columns" select="register/columns//*[local-name() = 'column']"/>
    <xsl:variable name="entry" select="entry[1]"/>
    <xsl:if test="$entry/current = 'f' or $entry/current = 'false'">
      <xsl:call-template name="banner">
        <xsl:with-param name="kind" select="'warn'"/>
        <xsl:with-param name="title" select="kb:text('register.is-ended', kb:date(string($entry/valid_to)))"/>
      </xsl:call-template>
    </xsl:if>
    <dl class="sum">
      <xsl:if test="$entry/key != $entry/title">
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('register.key')"/><xsl:with-param name="text" select="string($entry/key)"/></xsl:call-template>
      </xsl:if>
      <xsl:if test="not($columns[@name = 'region'])"><xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('register.region')"/><xsl:with-param name="text" select="string(($entry/region_name | $entry/region_name_en[$en])[last()])"/></xsl:call-template></xsl:if>
      <xsl:for-each select="$columns">
        <div>
          <dt><xsl:apply-templates select="." mode="column-label"/></dt>
          <dd><xsl:apply-templates select="." mode="column-value"><xsl:with-param name="entry" select="$entry"/></xsl:apply-templates></dd>
        </div>
      </xsl:for-each>
      <div><dt><xsl:value-of select="kb:text('register.valid')"/></dt><dd><xsl:for-each select="$entry"><xsl:call-template name="valid"/></xsl:for-each></dd></div>
    </dl>
    <xsl:if test="notice">
      <h2><xsl:value-of select="kb:text('notice.list-title')"/></h2>
      <ul>
        <xsl:for-each select="notice">
          <li><a href="/notice/{notice_id}"><xsl:apply-templates select="." mode="title-of"/></a><xsl:text> </xsl:text><span class="quiet"><xsl:value-of select="kb:date(substring(published_at, 1, 10))"/></span></li>
        </xsl:for-each>
      </ul>
    </xsl:if>
    <!-- The history shows what changed; what never did stands above. -->
    <xsl:variable name="all" select="entry/data/* | entry/data/*/*"/>
    <xsl:variable name="first" select="entry[1]/data/* | entry[1]/data/*/*"/>
    <h2 id="history"><xsl:value-of select="kb:text('register.versions')"/></h2>
    <p class="quiet"><xsl:value-of select="kb:text('register.versions-why')"/></p>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="history">
      <table>
        <thead><tr>
          <th scope="col"><xsl:value-of select="kb:text('register.valid')"/></th>
          <xsl:for-each select="$columns">
            <xsl:variable name="name" select="@name"/>
            <xsl:if test="$name = 'title' or $all[name() = $name] != $first[name() = $name]"><th scope="col"><xsl:apply-templates select="." mode="column-label"/></th></xsl:if>
          </xsl:for-each>
          <th scope="col"><xsl:value-of select="kb:text('register.by-case')"/></th>
        </tr></thead>
        <tbody>
          <xsl:for-each select="entry">
            <xsl:variable name="one" select="."/>
            <tr>
              <th scope="row"><xsl:call-template name="valid"/></th>
              <xsl:for-each select="$columns">
                <xsl:variable name="name" select="@name"/>
                <xsl:if test="$name = 'title' or $all[name() = $name] != $first[name() = $name]"><td><xsl:apply-templates select="." mode="column-value"><xsl:with-param name="entry" select="$one"/></xsl:apply-templates></td></xsl:if>
              </xsl:for-each>
              <td class="num"><xsl:value-of select="case_number"/></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
    <xsl:call-template name="export"/>
  </xsl:template>
</xsl:stylesheet>
