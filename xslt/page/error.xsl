<?xml version="1.0" encoding="UTF-8"?>
<!--
error.xsl: any answer that is not the page asked for.
Input: <page status><error code arg request/></page>
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb p">

  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/form.xsl"/>

  <xsl:variable name="status">
    <xsl:choose>
      <xsl:when test="kb:has-text(concat('error.title-', /page/@status))"><xsl:value-of select="/page/@status"/></xsl:when>
      <xsl:otherwise>500</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <!-- The case that a refused step was of: its page shows what happened. -->
  <xsl:variable name="case">
    <xsl:choose>
      <xsl:when test="/page/error/@code = 'draft-used'"><xsl:value-of select="/page/error/@arg"/></xsl:when>
      <xsl:when test="$status != '404' and starts-with($path, '/case/')"><xsl:value-of select="substring-before(concat(substring-after($path, '/case/'), '/'), '/')"/></xsl:when>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text(concat('error.title-', $status))"/></xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:if test="error/@code != ''">
      <p class="lead"><xsl:call-template name="error-text"><xsl:with-param name="error" select="error"/></xsl:call-template></p>
    </xsl:if>
    <p>
      <xsl:choose>
        <xsl:when test="kb:has-text(concat('error.do.', error/@code))"><xsl:value-of select="kb:text(concat('error.do.', error/@code))"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="kb:text(concat('error.do-', $status))"/></xsl:otherwise>
      </xsl:choose>
    </p>
    <p class="acts">
      <xsl:choose>
        <xsl:when test="$status = '401'"><a class="button" href="/sign-in"><xsl:value-of select="kb:text('frame.sign-in')"/></a></xsl:when>
        <xsl:when test="$case != ''"><a class="button" href="/case/{$case}"><xsl:value-of select="kb:text('error.newest')"/></a></xsl:when>
        <xsl:when test="$status = '409'"><a class="button" href="{@path}"><xsl:value-of select="kb:text('error.newest')"/></a></xsl:when>
        <xsl:when test="$status = '500' or $status = '503' or $status = '429'"><a class="button" href="{@path}"><xsl:value-of select="kb:text('error.retry')"/></a></xsl:when>
      </xsl:choose>
      <xsl:if test="actor"><a class="button second" href="/work"><xsl:value-of select="kb:text('frame.work')"/></a></xsl:if>
      <a class="button second" href="/"><xsl:value-of select="kb:text('frame.home')"/></a>
    </p>
    <xsl:if test="error/@request != ''"><p class="sub"><xsl:value-of select="kb:text('error.request', string(error/@request))"/></p></xsl:if>
  </xsl:template>
</xsl:stylesheet>
