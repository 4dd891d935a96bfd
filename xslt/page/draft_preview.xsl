<?xml version="1.0" encoding="UTF-8"?>
<!--
draft_preview.xsl: letters as their real pages: those that a move would sign
(/draft/ID/preview), or one that was signed (/case/NUMBER/letter/CODE).
Input: <page><draft …/> as draft.xsl, or <letter code title title_en number
  organ_name signed_on signer_name status void_reason case_number sha256/>
  <preview>pages of the letter as SVG (lib/letter, svg_write)</preview>
  <report><rule clause wanted measured ok>what</rule>*</report>?
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb p">

  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/form.xsl"/>
  <xsl:import href="../common/summary.xsl"/>
  <xsl:import href="../common/draft.xsl"/>
  <xsl:import href="../common/preview.xsl"/>

  <xsl:variable name="letter" select="/page/letter"/>

  <xsl:template match="page" mode="title">
    <xsl:choose>
      <xsl:when test="$letter"><xsl:value-of select="$letter/title[$zh] | $letter/title_en[$en]"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="kb:text('form.preview-title')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="page[letter]" mode="crumb">
    <li><a href="/cases"><xsl:value-of select="kb:text('frame.cases')"/></a></li>
    <li><a class="num" href="/case/{letter/case_number}"><xsl:value-of select="letter/case_number"/></a></li>
    <li aria-current="page"><xsl:apply-templates select="." mode="title"/></li>
  </xsl:template>

  <xsl:template match="page" mode="lead">
    <xsl:choose>
      <xsl:when test="$letter"><p class="lead"><span class="mark"><xsl:value-of select="$letter/number"/></span><xsl:text> </xsl:text><span class="tag {$letter/status}"><xsl:value-of select="kb:text(concat('case.letter.', $letter/status))"/></span></p></xsl:when>
      <xsl:otherwise><p class="steps"><b><xsl:call-template name="draft-title"/></b></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:variable name="draft" select="string(draft/draft_id)"/>
    <p class="lead"><xsl:value-of select="kb:text('form.preview-lead')"/></p>
    <xsl:apply-templates select="preview"/>
    <p class="acts">
      <a class="button" href="/draft/{$draft}/check"><xsl:value-of select="kb:text('form.preview-back')"/></a>
      <a class="button second" href="/draft/{$draft}/preview.pdf"><xsl:value-of select="kb:text('form.preview-pdf')"/></a>
      <a class="button second" href="/draft/{$draft}/preview.ofd"><xsl:value-of select="kb:text('form.preview-ofd')"/></a>
    </p>
    <xsl:apply-templates select="report"/>
  </xsl:template>

  <xsl:template match="page[letter]" mode="main">
    <xsl:variable name="here" select="concat('/case/', letter/case_number, '/letter/', letter/code)"/>
    <xsl:if test="letter/status = 'void'">
      <xsl:call-template name="banner"><xsl:with-param name="kind" select="'bad'"/><xsl:with-param name="title" select="kb:text('case.letter.void')"/><xsl:with-param name="text" select="kb:text('case.void-why', string(letter/void_reason))"/></xsl:call-template>
    </xsl:if>
    <xsl:apply-templates select="preview"/>
    <p class="acts">
      <a class="button" href="{$here}.pdf"><xsl:value-of select="kb:text('case.letter-get-pdf')"/></a>
      <a class="button" href="{$here}.ofd"><xsl:value-of select="kb:text('case.letter-get-ofd')"/></a>
      <a class="button second" href="{$here}.xml"><xsl:value-of select="kb:text('case.letter-get-xml')"/></a>
      <a href="/case/{letter/case_number}"><xsl:value-of select="kb:text('case.letter-back')"/></a>
    </p>
    <xsl:apply-templates select="report"/>
  </xsl:template>

  <xsl:template match="page[letter]" mode="rail">
    <h2><xsl:value-of select="kb:text('case.letter-facts')"/></h2>
    <dl class="facts">
      <div><dt><xsl:value-of select="kb:text('case.letter-number')"/></dt><dd class="mark"><xsl:value-of select="letter/number"/></dd></div>
      <div><dt><xsl:value-of select="kb:text('case.letter-organ')"/></dt><dd><xsl:apply-templates select="letter/organ_name" mode="named"/></dd></div>
      <div><dt><xsl:value-of select="kb:text('case.letter-signed')"/></dt><dd><xsl:value-of select="kb:date(string(letter/signed_on))"/><xsl:text> </xsl:text><xsl:value-of select="letter/signer_name"/></dd></div>
      <div><dt><xsl:value-of select="kb:text('case.letter-code')"/></dt><dd class="num"><a href="/verify?code={letter/code}"><xsl:value-of select="letter/code"/></a></dd></div>
      <div><dt>SHA-256</dt><dd class="digest"><xsl:value-of select="letter/sha256"/></dd></div>
    </dl>
  </xsl:template>
</xsl:stylesheet>
