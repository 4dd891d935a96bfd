<?xml version="1.0" encoding="UTF-8"?>
<!--
register_list.xsl: page /register. Input: sql/page/register_list.sql.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('register.list-title')"/></xsl:template>
  <xsl:template match="page" mode="lead"><p class="lead"><xsl:value-of select="kb:text('register.list-lead')"/></p></xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:call-template name="count"><xsl:with-param name="n" select="count(register)"/></xsl:call-template>
    <div class="scroll cards" tabindex="0" role="region" aria-label="{kb:text('list.table')}">
    <table class="cards-table">
      <caption class="hid"><xsl:value-of select="kb:text('register.list-title')"/></caption>
      <thead><tr>
        <th scope="col"><xsl:value-of select="kb:text('register.name')"/></th>
        <th scope="col" class="r"><xsl:value-of select="kb:text('register.entries')"/></th>
        <th scope="col"><xsl:value-of select="kb:text('register.from')"/></th>
      </tr></thead>
      <tbody>
        <xsl:for-each select="register">
          <tr>
            <th scope="row"><a href="/register/{register}"><xsl:apply-templates select="." mode="title-of"/></a></th>
            <td class="r" data-l="{kb:text('register.entries')}"><xsl:value-of select="entries"/></td>
            <td data-l="{kb:text('register.from')}"><a href="/guide/{procedure}"><xsl:value-of select="kb:text('register.guide')"/></a></td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
    </div>
    <p><a href="/number"><xsl:value-of select="kb:text('number.title')"/></a></p>
  </xsl:template>
</xsl:stylesheet>
