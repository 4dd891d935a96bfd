<?xml version="1.0" encoding="UTF-8"?>
<!--
sign_in.xsl: /sign-in, and in place of any page that needs a session.
Input: <page><error code arg/>? <account/>? <next method="get|post">PATH</next>?
  <carry name>value</carry>* (what was typed before the session ended)
  or, after signing in over such a page, <continue method="post">PATH</continue>
  and <carry/>*: one press sends it on its way.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb p">

  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/form.xsl"/>

  <xsl:template match="page" mode="title">
    <xsl:choose>
      <xsl:when test="continue"><xsl:value-of select="kb:text('sign-in.continue-title')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="kb:text('sign-in.title')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="page[continue]" mode="main">
    <p class="lead"><xsl:value-of select="kb:text('sign-in.continue')"/></p>
    <form method="post" action="{continue}">
      <input type="hidden" name="csrf" value="{$csrf}"/>
      <xsl:if test="not(carry[@name = 'request'])"><input type="hidden" name="request" value="{$request}"/></xsl:if>
      <xsl:for-each select="carry"><input type="hidden" name="{@name}" value="{.}"/></xsl:for-each>
      <p><button><xsl:value-of select="kb:text('sign-in.continue-do')"/></button></p>
    </form>
  </xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:choose>
      <xsl:when test="next/@method = 'post' and carry">
        <xsl:call-template name="banner"><xsl:with-param name="kind" select="'warn'"/><xsl:with-param name="title" select="kb:text('sign-in.carry')"/></xsl:call-template>
      </xsl:when>
    </xsl:choose>
    <xsl:for-each select="error[@code != 'sign-in']">
      <div class="banner bad" role="alert" id="error">
        <p class="t">
          <xsl:choose>
            <xsl:when test="@code = 'sign-in-locked'"><xsl:value-of select="kb:text('error.sign-in-locked', kb:date-time(string(@arg)))"/></xsl:when>
            <xsl:otherwise><xsl:call-template name="error-text"><xsl:with-param name="error" select="."/></xsl:call-template></xsl:otherwise>
          </xsl:choose>
        </p>
      </div>
    </xsl:for-each>
    <form method="post" action="/sign-in">
      <xsl:call-template name="hidden"/>
      <xsl:if test="next">
        <input type="hidden" name="next" value="{next}"/>
        <input type="hidden" name="method" value="{next/@method}"/>
      </xsl:if>
      <xsl:for-each select="carry"><input type="hidden" name="carry:{@name}" value="{.}"/></xsl:for-each>
      <div class="field">
        <label for="account"><xsl:value-of select="kb:text('sign-in.account')"/></label>
        <input type="text" id="account" name="account" value="{account}" autocomplete="username" autocapitalize="none" spellcheck="false" required="required" maxlength="100"/>
      </div>
      <div class="field">
        <label for="password"><xsl:value-of select="kb:text('sign-in.password')"/></label>
        <input type="password" id="password" name="password" autocomplete="current-password" required="required" maxlength="200"/>
      </div>
      <p><button><xsl:value-of select="kb:text('sign-in.do')"/></button></p>
    </form>
    <p><xsl:value-of select="kb:text('sign-in.lead')"/></p>
    <details>
      <summary><xsl:value-of select="kb:text('sign-in.help')"/></summary>
      <p><xsl:value-of select="kb:text('sign-in.help-text')"/></p>
      <p><xsl:value-of select="kb:text('sign-in.help-cookie')"/></p>
    </details>
  </xsl:template>
</xsl:stylesheet>
