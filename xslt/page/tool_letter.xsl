<?xml version="1.0" encoding="UTF-8"?>
<!--
tool_letter.xsl: page /tool/letter, the sample letters. Input: <sample name title pages/>*; the
names of samples that are letters of procedures begin with template-.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('sample.title')"/></xsl:template>
  <xsl:template match="page" mode="crumb">
    <li><a href="/tool"><xsl:value-of select="kb:text('tool.title')"/></a></li>
    <li aria-current="page"><xsl:value-of select="kb:text('sample.title')"/></li>
  </xsl:template>
  <xsl:template match="page" mode="lead"><p class="lead"><xsl:value-of select="kb:text('sample.lead')"/></p></xsl:template>

  <xsl:template match="page" mode="main">
    <h2><xsl:value-of select="kb:text('sample.forms')"/></h2>
    <xsl:call-template name="samples">
      <xsl:with-param name="list" select="sample[not(starts-with(@name, 'template-'))]"/>
    </xsl:call-template>
    <h2><xsl:value-of select="kb:text('sample.templates')"/></h2>
    <xsl:call-template name="samples">
      <xsl:with-param name="list" select="sample[starts-with(@name, 'template-')]"/>
    </xsl:call-template>
    <p class="quiet"><xsl:value-of select="kb:text('sample.own')"/></p>
  </xsl:template>

  <xsl:template name="samples">
    <xsl:param name="list"/>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col"><xsl:value-of select="kb:text('sample.name')"/></th>
            <th scope="col"><xsl:value-of select="kb:text('sample.shows')"/></th>
            <th scope="col" class="r"><xsl:value-of select="kb:text('sample.pages')"/></th>
          </tr>
        </thead>
        <tbody><xsl:apply-templates select="$list"/></tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="sample">
    <tr>
      <td><a href="/tool/letter/{@name}"><xsl:value-of select="@title"/></a></td>
      <td>
        <xsl:choose>
          <xsl:when test="starts-with(@name, 'template-')"><xsl:value-of select="kb:text('sample.template')"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="kb:text(concat('sample.', @name))"/></xsl:otherwise>
        </xsl:choose>
      </td>
      <td class="r"><xsl:value-of select="@pages"/></td>
    </tr>
  </xsl:template>
</xsl:stylesheet>
