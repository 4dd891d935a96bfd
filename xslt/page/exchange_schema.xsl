<?xml version="1.0" encoding="UTF-8"?>
<!--
exchange_schema.xsl: page /exchange/v1/schema/: how other agencies exchange
messages with this system, made from the schemas. Input:
<page><site><name/></site>
  <schema file="NAME.rng"><rng:grammar ns/></schema>* <schema example="example/NAME.xml"/>* </page>
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="http://relaxng.org/ns/structure/1.0"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb r">
  <xsl:import href="../common/layout.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('schema.title')"/></xsl:template>
  <xsl:template match="page" mode="lead"><p class="lead"><xsl:value-of select="kb:text('schema.lead')"/></p></xsl:template>

  <xsl:template match="page" mode="main">
    <section>
      <h2 id="how"><xsl:value-of select="kb:text('schema.how')"/></h2>
      <ul>
        <li><xsl:value-of select="kb:text('schema.how-push')"/></li>
        <li><xsl:value-of select="kb:text('schema.how-fetch')"/></li>
        <li><xsl:value-of select="kb:text('schema.how-ask')"/></li>
        <li><xsl:value-of select="kb:text('schema.how-root')"/></li>
        <li><xsl:value-of select="kb:text('schema.how-try')"/></li>
      </ul>
    </section>
    <section>
      <h2 id="answers"><xsl:value-of select="kb:text('schema.answers')"/></h2>
      <dl class="sum">
        <xsl:call-template name="schema-answer"><xsl:with-param name="status" select="'200'"/></xsl:call-template>
        <xsl:call-template name="schema-answer"><xsl:with-param name="status" select="'409'"/></xsl:call-template>
        <xsl:call-template name="schema-answer"><xsl:with-param name="status" select="'422'"/></xsl:call-template>
        <xsl:call-template name="schema-answer"><xsl:with-param name="status" select="'other'"/></xsl:call-template>
      </dl>
    </section>
    <section>
      <h2 id="sign"><xsl:value-of select="kb:text('schema.sign')"/></h2>
      <p><xsl:value-of select="kb:text('schema.sign-text')"/></p>
      <xsl:call-template name="schema-algorithms"/>
    </section>
    <section>
      <h2 id="messages"><xsl:value-of select="kb:text('schema.messages')"/></h2>
      <ul>
        <xsl:for-each select="schema[@file]">
          <li><a href="#{substring-before(@file, '.rng')}"><xsl:value-of select="substring-before(@file, '.rng')"/></a></li>
        </xsl:for-each>
      </ul>
    </section>
    <xsl:apply-templates select="schema[@file]"/>
  </xsl:template>

  <xsl:template name="schema-answer">
    <xsl:param name="status"/>
    <dt><xsl:choose><xsl:when test="$status = 'other'">…</xsl:when><xsl:otherwise><xsl:value-of select="$status"/></xsl:otherwise></xsl:choose></dt>
    <dd><xsl:value-of select="kb:text(concat('schema.answer-', $status))"/></dd>
  </xsl:template>

  <xsl:template name="schema-algorithms">
    <div class="scroll" tabindex="0" role="region" aria-labelledby="sign">
      <table>
        <thead><tr>
          <th scope="col"><xsl:value-of select="kb:text('schema.algorithm')"/></th>
          <th scope="col"><xsl:value-of select="kb:text('schema.method')"/></th>
          <th scope="col"><xsl:value-of select="kb:text('schema.digest')"/></th>
          <th scope="col"><xsl:value-of select="kb:text('schema.value')"/></th>
        </tr></thead>
        <tbody>
          <tr><th scope="row">SM2-SM3</th><td><code>urn:oid:1.2.156.10197.1.501</code></td><td><code>urn:oid:1.2.156.10197.1.401</code></td><td>DER SEQUENCE {r, s} (GB/T 35276)</td></tr>
          <tr><th scope="row">ECDSA-P256-SHA256</th><td><code>http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256</code></td><td><code>http://www.w3.org/2001/04/xmlenc#sha256</code></td><td>r ‖ s (RFC 6931)</td></tr>
          <tr><th scope="row">RSA-SHA256</th><td><code>http://www.w3.org/2001/04/xmldsig-more#rsa-sha256</code></td><td><code>http://www.w3.org/2001/04/xmlenc#sha256</code></td><td>PKCS #1 v1.5</td></tr>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="schema">
    <xsl:variable name="name" select="substring-before(@file, '.rng')"/>
    <xsl:variable name="example" select="../schema[@example = concat('example/', $name, '.xml')]"/>
    <section>
      <h2 id="{$name}"><xsl:value-of select="$name"/></h2>
      <p>
        <xsl:value-of select="concat(kb:text('schema.namespace'), ' ')"/><code><xsl:value-of select="r:grammar/@ns"/></code>
        <xsl:text> · </xsl:text><a href="{@file}"><xsl:value-of select="kb:text('schema.file')"/></a>
        <xsl:if test="$example"><xsl:text> · </xsl:text><a href="{$example/@example}"><xsl:value-of select="kb:text('schema.example')"/></a></xsl:if>
      </p>
      <ul class="grammar"><xsl:apply-templates select="r:grammar/r:start/*"/></ul>
      <xsl:for-each select="r:grammar/r:define">
        <h3 id="{$name}-{@name}"><xsl:value-of select="@name"/></h3>
        <ul class="grammar"><xsl:apply-templates select="*"/></ul>
      </xsl:for-each>
    </section>
  </xsl:template>

  <!-- how often: of the pattern around it -->
  <xsl:template name="schema-often">
    <xsl:choose>
      <xsl:when test="parent::r:optional"><xsl:value-of select="concat(' (', kb:text('schema.optional'), ')')"/></xsl:when>
      <xsl:when test="parent::r:zeroOrMore"><xsl:value-of select="concat(' (', kb:text('schema.many'), ')')"/></xsl:when>
      <xsl:when test="parent::r:oneOrMore"><xsl:value-of select="concat(' (', kb:text('schema.some'), ')')"/></xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="r:element">
    <li>
      <code>
        <xsl:choose>
          <xsl:when test="@name | r:name"><xsl:value-of select="concat('&lt;', @name | r:name, '&gt;')"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="kb:text('schema.any')"/></xsl:otherwise>
        </xsl:choose>
      </code>
      <xsl:call-template name="schema-often"/>
      <xsl:call-template name="schema-content"/>
    </li>
  </xsl:template>

  <xsl:template match="r:attribute">
    <li>
      <code><xsl:value-of select="concat('@', @name)"/></code>
      <xsl:call-template name="schema-often"/>
      <xsl:call-template name="schema-content"/>
    </li>
  </xsl:template>

  <xsl:template name="schema-content">
    <xsl:variable name="inside" select="*[not(self::r:empty or self::r:name or self::r:anyName)]"/>
    <xsl:if test="$inside"><ul><xsl:apply-templates select="$inside"/></ul></xsl:if>
  </xsl:template>

  <xsl:template match="r:choice">
    <li><xsl:value-of select="kb:text('schema.one-of')"/><xsl:call-template name="schema-often"/>
      <xsl:choose>
        <xsl:when test="r:value and not(*[not(self::r:value)])">
          <xsl:text>: </xsl:text>
          <xsl:for-each select="r:value"><xsl:if test="position() &gt; 1">, </xsl:if><code><xsl:value-of select="."/></code></xsl:for-each>
        </xsl:when>
        <xsl:otherwise><ul><xsl:apply-templates select="*"/></ul></xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:template>

  <xsl:template match="r:optional | r:zeroOrMore | r:oneOrMore | r:group | r:interleave | r:mixed">
    <xsl:apply-templates select="*"/>
  </xsl:template>

  <xsl:template match="r:ref">
    <li>
      <a href="#{substring-before(ancestor::schema/@file, '.rng')}-{@name}"><xsl:value-of select="@name"/></a>
      <xsl:call-template name="schema-often"/>
    </li>
  </xsl:template>

  <xsl:template match="r:data">
    <li>
      <xsl:value-of select="@type"/>
      <xsl:for-each select="r:param"><xsl:value-of select="concat(', ', @name, ' ')"/><code><xsl:value-of select="."/></code></xsl:for-each>
    </li>
  </xsl:template>

  <xsl:template match="r:value"><li><code><xsl:value-of select="."/></code></li></xsl:template>
  <xsl:template match="r:text"><li><xsl:value-of select="kb:text('schema.text')"/></li></xsl:template>
  <xsl:template match="r:empty | r:anyName | r:name | r:nsName | r:except | r:notAllowed"/>
  <xsl:template match="r:list"><xsl:apply-templates select="*"/></xsl:template>
</xsl:stylesheet>
