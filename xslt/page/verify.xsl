<?xml version="1.0" encoding="UTF-8"?>
<!--
verify.xsl: page /verify, whether a letter is genuine. Input: sql/page/verify.sql
and from the portal, when a file was sent, <file sha256= same= damaged?=>
<signatures/>?</file>, the signatures as lib/draw/verify.h has them.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('verify.title')"/></xsl:template>
  <xsl:template match="page" mode="lead"><p class="lead"><xsl:value-of select="kb:text('verify.lead')"/></p></xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:variable name="typed" select="string(query/p[@name = 'code'])"/>
    <xsl:variable name="code">
      <xsl:choose>
        <xsl:when test="string-length($typed) = 12"><xsl:value-of select="concat(substring($typed, 1, 4), '-', substring($typed, 5, 4), '-', substring($typed, 9))"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$typed"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="letter and file/@same = 'true'">
        <xsl:call-template name="banner">
          <xsl:with-param name="kind" select="'good'"/>
          <xsl:with-param name="title" select="kb:text('verify.same')"/>
          <xsl:with-param name="text" select="kb:text('verify.same-why')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="letter and file">
        <xsl:call-template name="banner">
          <xsl:with-param name="kind" select="'bad'"/>
          <xsl:with-param name="title" select="kb:text('verify.altered')"/>
          <xsl:with-param name="text" select="kb:text('verify.altered-why')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$code != '' and not(letter)">
        <xsl:call-template name="banner">
          <xsl:with-param name="kind" select="'bad'"/>
          <xsl:with-param name="title" select="kb:text('verify.unknown')"/>
          <xsl:with-param name="text" select="kb:text('verify.unknown-why', string(site/phone))"/>
        </xsl:call-template>
      </xsl:when>
    </xsl:choose>
    <xsl:if test="file">
      <p class="quiet"><xsl:value-of select="kb:text('verify.file-digest')"/><code class="digest"><xsl:value-of select="file/@sha256"/></code></p>
    </xsl:if>
    <xsl:apply-templates select="letter[1]"/>
    <xsl:apply-templates select="file/signatures | file/@damaged"/>
    <h2><xsl:value-of select="kb:text('verify.by-code')"/></h2>
    <form action="/verify" method="get" class="ask">
      <xsl:call-template name="input">
        <xsl:with-param name="name" select="'code'"/>
        <xsl:with-param name="label" select="kb:text('verify.code')"/>
        <xsl:with-param name="value" select="$code"/>
        <xsl:with-param name="hint" select="kb:text('verify.code-hint')"/>
        <xsl:with-param name="size" select="18"/>
      </xsl:call-template>
      <p><button type="submit" class="button"><xsl:value-of select="kb:text('verify.ask')"/></button></p>
    </form>
    <h2><xsl:value-of select="kb:text('verify.by-file')"/></h2>
    <form action="/verify" method="post" enctype="multipart/form-data" class="ask">
      <xsl:call-template name="hidden"/>
      <div class="field">
        <label for="i-file-code"><xsl:value-of select="kb:text('verify.code')"/></label>
        <input type="text" id="i-file-code" name="code" value="{$code}" size="18"/>
      </div>
      <div class="field">
        <label for="i-file"><xsl:value-of select="kb:text('verify.file')"/></label>
        <p class="hint" id="h-file"><xsl:value-of select="kb:text('verify.file-hint')"/></p>
        <input type="file" id="i-file" name="file" accept=".pdf,.ofd,.xml" aria-describedby="h-file"/>
      </div>
      <p><button type="submit" class="button second"><xsl:value-of select="kb:text('verify.compare')"/></button></p>
    </form>
    <h2><xsl:value-of select="kb:text('verify.how')"/></h2>
    <p><xsl:value-of select="kb:text('verify.how-text')"/></p>
  </xsl:template>

  <xsl:template match="file/@damaged">
    <h2><xsl:value-of select="kb:text('sign.title')"/></h2>
    <p><xsl:value-of select="kb:text('sign.damaged')"/></p>
  </xsl:template>

  <xsl:template match="signatures">
    <h2><xsl:value-of select="kb:text('sign.title')"/></h2>
    <p>
      <b>
        <xsl:choose>
          <xsl:when test="not(signature)"><xsl:value-of select="kb:text('sign.none')"/></xsl:when>
          <xsl:when test="@proven = 'true' and not(signature[@trust != 'known'])"><xsl:value-of select="kb:text('sign.proven')"/></xsl:when>
          <xsl:when test="signature/@whole = 'true' and not(signature[@whole = 'false' and @appended = 'false'])"><xsl:value-of select="kb:text('sign.whole-only')"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="kb:text('sign.not-proven')"/></xsl:otherwise>
        </xsl:choose>
      </b>
    </p>
    <xsl:apply-templates select="signature"/>
  </xsl:template>

  <xsl:template match="signature">
    <xsl:variable name="part">
      <xsl:choose>
        <xsl:when test="@genuine = 'false'"><xsl:value-of select="concat(kb:text('sign.not-genuine'), ' — ', kb:text(concat('error.', @code)))"/></xsl:when>
        <xsl:when test="@whole = 'true'"><xsl:value-of select="kb:text('sign.whole')"/></xsl:when>
        <xsl:when test="@appended = 'true'"><xsl:value-of select="kb:text('sign.appended')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="kb:text('sign.changed', string(@changed))"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <h3><xsl:value-of select="kb:text('sign.nth', string(position()))"/></h3>
    <dl class="sum">
      <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('sign.part')"/><xsl:with-param name="text" select="string($part)"/></xsl:call-template>
      <xsl:if test="who">
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('sign.who')"/><xsl:with-param name="text" select="string(who)"/></xsl:call-template>
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('sign.chain')"/><xsl:with-param name="text" select="kb:text(concat('sign.trust-', @trust))"/></xsl:call-template>
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('sign.certificate')"/><xsl:with-param name="text" select="kb:text(concat('sign.in-time-', @in-time))"/></xsl:call-template>
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('sign.seal')"/><xsl:with-param name="text" select="string(seal)"/></xsl:call-template>
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('sign.maker')"/><xsl:with-param name="text" select="string(seal/@maker)"/></xsl:call-template>
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('sign.at')"/><xsl:with-param name="text" select="translate(substring-before(@at, '+'), 'T', ' ')"/></xsl:call-template>
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('sign.algorithm')"/><xsl:with-param name="text" select="kb:text(concat('sign.', @algorithm))"/></xsl:call-template>
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('sign.key')"/><xsl:with-param name="text"><code class="digest"><xsl:value-of select="@key"/></code></xsl:with-param></xsl:call-template>
      </xsl:if>
    </dl>
  </xsl:template>

  <xsl:template match="letter">
    <section class="proof {status}" aria-labelledby="proof">
      <h2 id="proof"><xsl:value-of select="kb:text(concat('verify.status-', status))"/></h2>
      <dl class="sum">
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('verify.number')"/><xsl:with-param name="text"><b class="wenhao"><xsl:value-of select="number"/></b></xsl:with-param></xsl:call-template>
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('verify.letter-title')"/><xsl:with-param name="text" select="string((title | title_en[$en])[last()])"/></xsl:call-template>
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('verify.organ')"/><xsl:with-param name="text" select="string(organ_name)"/></xsl:call-template>
        <xsl:if test="date != ''">
          <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('verify.date')"/><xsl:with-param name="text" select="kb:date(string(date))"/></xsl:call-template>
        </xsl:if>
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('verify.to')"/><xsl:with-param name="text" select="string(to_name)"/></xsl:call-template>
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('verify.case')"/><xsl:with-param name="text" select="string(case_title)"/></xsl:call-template>
        <xsl:call-template name="fact"><xsl:with-param name="label" select="kb:text('verify.void-reason')"/><xsl:with-param name="text" select="string(void_reason)"/></xsl:call-template>
        <xsl:call-template name="fact"><xsl:with-param name="label" select="'SHA-256'"/><xsl:with-param name="text"><code class="digest"><xsl:value-of select="sha256"/></code></xsl:with-param></xsl:call-template>
      </dl>
      <p><xsl:value-of select="kb:text('verify.hold-against')"/></p>
    </section>
  </xsl:template>
</xsl:stylesheet>
