<?xml version="1.0" encoding="UTF-8"?>
<!--
fodt.xsl: a letter document as a flat OpenDocument text with the faces, sizes
and places that an office would give it, for tests/bench/letter.sh.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:l="urn:kuaibao:letter:1" exclude-result-prefixes="l"
    xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
    xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
    xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0">

  <xsl:template name="style">
    <xsl:param name="name"/>
    <xsl:param name="face" select="'FandolFang'"/>
    <xsl:param name="size" select="'15.75pt'"/>
    <xsl:param name="align" select="'justify'"/>
    <xsl:param name="indent" select="'0'"/>
    <xsl:param name="color" select="'#000000'"/>
    <style:style style:name="{$name}" style:family="paragraph">
      <style:paragraph-properties fo:text-align="{$align}" fo:text-indent="{$indent}" fo:line-height="29.6pt"/>
      <style:text-properties fo:font-size="{$size}" style:font-size-asian="{$size}" style:font-name="{$face}" style:font-name-asian="{$face}" fo:color="{$color}" fo:language="zh" fo:country="CN"/>
    </style:style>
  </xsl:template>

  <xsl:template match="/l:letter">
    <office:document office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
      <office:font-face-decls>
        <style:font-face style:name="FandolFang" svg:font-family="FandolFang"/>
        <style:font-face style:name="FandolSong" svg:font-family="FandolSong"/>
      </office:font-face-decls>
      <office:automatic-styles>
        <style:page-layout style:name="page">
          <style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" fo:margin-top="34.58mm" fo:margin-bottom="32.58mm" fo:margin-left="28mm" fo:margin-right="26mm"/>
        </style:page-layout>
        <xsl:call-template name="style"><xsl:with-param name="name" select="'mark'"/><xsl:with-param name="face" select="'FandolSong'"/><xsl:with-param name="size" select="'42pt'"/><xsl:with-param name="align" select="'center'"/><xsl:with-param name="color" select="'#ff3333'"/></xsl:call-template>
        <xsl:call-template name="style"><xsl:with-param name="name" select="'title'"/><xsl:with-param name="face" select="'FandolSong'"/><xsl:with-param name="size" select="'21pt'"/><xsl:with-param name="align" select="'center'"/></xsl:call-template>
        <xsl:call-template name="style"><xsl:with-param name="name" select="'middle'"/><xsl:with-param name="align" select="'center'"/></xsl:call-template>
        <xsl:call-template name="style"><xsl:with-param name="name" select="'flush'"/></xsl:call-template>
        <xsl:call-template name="style"><xsl:with-param name="name" select="'body'"/><xsl:with-param name="indent" select="'31.5pt'"/></xsl:call-template>
        <xsl:call-template name="style"><xsl:with-param name="name" select="'sign'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
      </office:automatic-styles>
      <office:master-styles>
        <style:master-page style:name="Standard" style:page-layout-name="page"/>
      </office:master-styles>
      <office:body>
        <office:text><xsl:apply-templates/></office:text>
      </office:body>
    </office:document>
  </xsl:template>

  <xsl:template match="l:head | l:sign | l:imprint | l:body | l:annex"><xsl:apply-templates select="*"/></xsl:template>
  <xsl:template match="l:mark"><text:p text:style-name="mark"><xsl:value-of select="."/></text:p></xsl:template>
  <xsl:template match="l:number"><text:p text:style-name="middle"><xsl:value-of select="."/></text:p></xsl:template>
  <xsl:template match="l:title"><text:p text:style-name="title"><xsl:value-of select="."/></text:p></xsl:template>
  <xsl:template match="l:to | l:imprint/*"><text:p text:style-name="flush"><xsl:value-of select="."/></text:p></xsl:template>
  <xsl:template match="l:sign/*"><text:p text:style-name="sign"><xsl:value-of select="."/></text:p></xsl:template>
  <xsl:template match="*"><text:p text:style-name="body"><xsl:value-of select="."/></text:p></xsl:template>
</xsl:stylesheet>
