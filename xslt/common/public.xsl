<?xml version="1.0" encoding="UTF-8"?>
<!--
public.xsl: parts of the public pages; import it beside layout.xsl, widget.xsl.
  count    n                      "共 77 条"
  pages    found (n, size, more), form, rows  buttons of the filter form, by page number;
                                  behind the last one: that it is not there; more than were
                                  counted: rows (one more than size: it goes on) tell
  input    name, label, value, hint, size, type
  wrong    -                      the errors of a tool's question, linked to the fields
  facts    one dt/dd pair: label, text
A column in two languages: (title | title_en[$en])[last()] falls back to Chinese.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">

  <xsl:variable name="q" select="/page/query/p"/>

  <xsl:template match="*" mode="title-of"><xsl:value-of select="(title | title_en[$en])[last()]"/></xsl:template>
  <xsl:template match="*" mode="summary-of"><xsl:value-of select="(summary | summary_en[$en])[last()]"/></xsl:template>

  <xsl:template name="count">
    <xsl:param name="n"/>
    <xsl:param name="more"/>
    <p class="count">
      <xsl:choose>
        <xsl:when test="$more = 't'"><xsl:value-of select="kb:text('list.more', string($n))"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="kb:text('list.count', string($n))"/></xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:template>

  <xsl:template name="pages">
    <xsl:param name="found"/>
    <xsl:param name="form"/>
    <xsl:param name="rows" select="/.."/>
    <xsl:variable name="page">
      <xsl:choose>
        <xsl:when test="$q[@name = 'page'] &gt; 1"><xsl:value-of select="floor($q[@name = 'page'])"/></xsl:when>
        <xsl:otherwise>1</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="last" select="ceiling($found/n div $found/size)"/>
    <xsl:if test="$found/n &gt; 0 and $page &gt; $last and not($rows)">
      <div class="empty">
        <xsl:choose>
          <xsl:when test="$found/more = 't'">
            <p><xsl:value-of select="kb:text('list.beyond', string($page))"/></p>
            <p><button class="button" form="{$form}" name="page" value="1"><xsl:value-of select="kb:text('list.first')"/></button></p>
          </xsl:when>
          <xsl:otherwise>
            <p><xsl:value-of select="kb:text('list.no-page', string($page), string($last))"/></p>
            <p><button class="button" form="{$form}" name="page" value="{$last}"><xsl:value-of select="kb:text('list.last')"/></button></p>
          </xsl:otherwise>
        </xsl:choose>
      </div>
    </xsl:if>
    <xsl:if test="$last &gt; 1 and ($page &lt;= $last or $rows)">
      <nav class="pager" aria-label="{kb:text('list.pages')}">
        <xsl:if test="$page &gt; 1">
          <button form="{$form}" name="page" value="{$page - 1}"><xsl:value-of select="kb:text('list.prev')"/></button>
        </xsl:if>
        <span>
          <xsl:choose>
            <xsl:when test="$found/more = 't'"><xsl:value-of select="kb:text('list.page', string($page))"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="kb:text('list.page-of', string($page), string($last))"/></xsl:otherwise>
          </xsl:choose>
        </span>
        <xsl:if test="$page &lt; $last or $rows[$found/size + 1]">
          <button form="{$form}" name="page" value="{$page + 1}"><xsl:value-of select="kb:text('list.next')"/></button>
        </xsl:if>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template name="input">
    <xsl:param name="name"/>
    <xsl:param name="label"/>
    <xsl:param name="value" select="$q[@name = $name]"/>
    <xsl:param name="hint"/>
    <xsl:param name="type" select="'text'"/>
    <xsl:param name="size" select="20"/>
    <xsl:param name="error" select="/page/error[@field = $name]"/>
    <div class="field">
      <xsl:if test="$error"><xsl:attribute name="class">field bad</xsl:attribute></xsl:if>
      <label for="i-{$name}"><xsl:value-of select="$label"/></label>
      <xsl:if test="$hint != ''"><p class="hint" id="h-{$name}"><xsl:value-of select="$hint"/></p></xsl:if>
      <xsl:if test="$error"><p class="wrong" id="e-{$name}"><xsl:value-of select="kb:text(concat('error.', $error/@code), string($error/@arg))"/></p></xsl:if>
      <input type="{$type}" id="i-{$name}" name="{$name}" value="{$value}" size="{$size}">
        <xsl:if test="$hint != '' or $error">
          <xsl:attribute name="aria-describedby">
            <xsl:if test="$hint != ''">h-<xsl:value-of select="$name"/></xsl:if>
            <xsl:if test="$error"> e-<xsl:value-of select="$name"/></xsl:if>
          </xsl:attribute>
        </xsl:if>
        <xsl:if test="$error"><xsl:attribute name="aria-invalid">true</xsl:attribute></xsl:if>
      </input>
    </div>
  </xsl:template>

  <!-- A question that could not be answered: <error field code arg/>. -->
  <xsl:template name="wrong">
    <xsl:if test="/page/error[@field]">
      <div class="errors" role="alert" id="errors">
        <h2><xsl:value-of select="kb:text('form.errors', string(count(/page/error)))"/></h2>
        <ul>
          <xsl:for-each select="/page/error">
            <li><a href="#i-{@field}"><xsl:value-of select="kb:text(concat('error.', @code), string(@arg))"/></a></li>
          </xsl:for-each>
        </ul>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template name="fact">
    <xsl:param name="label"/>
    <xsl:param name="text"/>
    <xsl:if test="string($text) != ''">
      <div><dt><xsl:value-of select="$label"/></dt><dd><xsl:copy-of select="$text"/></dd></div>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
