<?xml version="1.0" encoding="UTF-8"?>
<!--
guide.xsl: page /guide/NAME, the whole guide (办事指南) from the procedure file.
Input: sql/page/guide.sql; the file is p:procedure.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="p kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>
  <xsl:import href="../common/flow.xsl"/>
  <xsl:import href="../common/guide.xsl"/>

  <xsl:variable name="file" select="/page/p:procedure"/>
  <xsl:variable name="name" select="string(/page/procedure/name)"/>

  <xsl:template match="page" mode="title"><xsl:apply-templates select="procedure" mode="title-of"/></xsl:template>
  <xsl:template match="page" mode="crumb">
    <li><a href="/guide"><xsl:value-of select="kb:text('guide.list-title')"/></a></li>
    <li aria-current="page"><xsl:apply-templates select="procedure" mode="title-of"/></li>
  </xsl:template>
  <xsl:template match="page" mode="lead">
    <p class="lead"><xsl:apply-templates select="procedure" mode="summary-of"/></p>
  </xsl:template>

  <xsl:template match="page" mode="rail">
    <xsl:call-template name="begin"/>
    <nav aria-label="{kb:text('guide.contents')}">
      <h2><xsl:value-of select="kb:text('guide.contents')"/></h2>
      <ul class="plain toc">
        <li><a href="#basics"><xsl:value-of select="kb:text('guide.basics')"/></a></li>
        <li><a href="#who"><xsl:value-of select="kb:text('guide.who')"/></a></li>
        <li><a href="#conditions"><xsl:value-of select="kb:text('guide.conditions')"/></a></li>
        <li><a href="#materials"><xsl:value-of select="kb:text('guide.materials')"/></a></li>
        <li><a href="#steps"><xsl:value-of select="kb:text('guide.steps')"/></a></li>
        <xsl:if test="$file/p:limits/p:limit"><li><a href="#limits"><xsl:value-of select="kb:text('guide.limits')"/></a></li></xsl:if>
        <li><a href="#result"><xsl:value-of select="kb:text('guide.result')"/></a></li>
        <li><a href="#basis"><xsl:value-of select="kb:text('guide.basis')"/></a></li>
        <xsl:if test="$file/p:parameters/p:parameter"><li><a href="#parameters"><xsl:value-of select="kb:text('guide.parameters')"/></a></li></xsl:if>
        <xsl:if test="$file/p:guide/p:faq"><li><a href="#faq"><xsl:value-of select="kb:text('guide.faq')"/></a></li></xsl:if>
        <li><a href="#examples"><xsl:value-of select="kb:text('guide.examples')"/></a></li>
        <li><a href="#versions"><xsl:value-of select="kb:text('guide.versions')"/></a></li>
      </ul>
    </nav>
    <section>
      <h2><xsl:value-of select="kb:text('guide.contact')"/></h2>
      <p><xsl:value-of select="site/contact"/><br/><xsl:value-of select="site/phone"/></p>
      <xsl:if test="$file/p:statistics/p:measure">
        <p><a href="/report/procedure/{$name}"><xsl:value-of select="kb:text('report.to-figures')"/></a></p>
      </xsl:if>
      <p><a href="{$path}?format=xml"><xsl:value-of select="kb:text('guide.xml')"/></a></p>
    </section>
  </xsl:template>

  <xsl:template name="begin">
    <xsl:choose>
      <xsl:when test="procedure/opens = 'engine'"><p class="quiet"><xsl:value-of select="kb:text('guide.by-engine')"/></p></xsl:when>
      <xsl:when test="procedure/current = 'f' or procedure/current = 'false'"/>
      <xsl:otherwise>
        <p><a class="button" href="/apply/{$name}"><xsl:value-of select="kb:text('guide.begin')"/></a></p>
        <xsl:if test="contains(concat(' ', $file/p:parties/p:party[@is = 'opener'][1]/@kinds, ' '), ' person ')">
          <p><a href="/begin/{$name}"><xsl:value-of select="kb:text('guide.begin-guest')"/></a></p>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:if test="procedure/current = 'f' or procedure/current = 'false'">
      <xsl:call-template name="banner">
        <xsl:with-param name="kind" select="'warn'"/>
        <xsl:with-param name="title" select="kb:text('guide.not-current', string(procedure/version))"/>
        <xsl:with-param name="text" select="kb:text('guide.not-current-why')"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="basics"/>
    <xsl:apply-templates select="$file" mode="guide"/>
    <xsl:call-template name="versions"/>
  </xsl:template>

  <!-- The fixed fields of a guide: names, codes, who does it, time, fee. -->
  <xsl:template name="basics">
    <h2 id="basics"><xsl:value-of select="kb:text('guide.basics')"/></h2>
    <dl class="sum">
      <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('guide.name')"/><xsl:with-param name="text"><xsl:apply-templates select="procedure" mode="title-of"/></xsl:with-param></xsl:call-template>
      <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('guide.code')"/><xsl:with-param name="text" select="string(procedure/code)"/></xsl:call-template>
      <xsl:call-template name="fact">
        <xsl:with-param name="label" select="kb:text('guide.version')"/>
        <xsl:with-param name="text" select="kb:text('guide.version-text', string(procedure/version), kb:date(string(procedure/valid_from)))"/>
      </xsl:call-template>
      <xsl:call-template name="fact">
        <xsl:with-param name="label" select="kb:text('guide.parties')"/>
        <xsl:with-param name="text"><xsl:apply-templates select="$file/p:parties/p:party[@is != 'opener' and @name = $file/p:states/p:state/@holder]" mode="party"/></xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="fact">
        <xsl:with-param name="label" select="kb:text('guide.for-whom')"/>
        <xsl:with-param name="text"><xsl:for-each select="$file/p:parties/p:party[@is = 'opener'][1]"><xsl:apply-templates select="." mode="label-of"/><xsl:value-of select="kb:text('form.colon')"/><xsl:call-template name="levels"/></xsl:for-each></xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('guide.fee')"/><xsl:with-param name="text"><xsl:apply-templates select="$file/p:guide/p:fee" mode="words"/></xsl:with-param></xsl:call-template>
      <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('guide.where')"/><xsl:with-param name="text"><xsl:apply-templates select="$file/p:guide/p:where" mode="words"/></xsl:with-param></xsl:call-template>
      <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('guide.phone')"/><xsl:with-param name="text" select="string(site/phone)"/></xsl:call-template>
    </dl>
  </xsl:template>

  <xsl:template name="versions">
    <h2 id="versions"><xsl:value-of select="kb:text('guide.versions')"/></h2>
    <p><xsl:value-of select="kb:text('guide.versions-why')"/></p>
    <ul>
      <xsl:for-each select="version">
        <li>
          <a href="{$path}?version={version}"><xsl:value-of select="kb:text('guide.version-n', string(version))"/></a>
          <xsl:text> </xsl:text>
          <xsl:value-of select="kb:date(string(valid_from))"/>
          <xsl:choose>
            <xsl:when test="valid_to != ''"><xsl:value-of select="kb:text('guide.to', kb:date(string(valid_to)))"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="kb:text('guide.from-on')"/></xsl:otherwise>
          </xsl:choose>
          <xsl:if test="current = 't' or current = 'true'"><xsl:text> </xsl:text><span class="tag current"><xsl:value-of select="kb:text('guide.applies')"/></span></xsl:if>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>
</xsl:stylesheet>
