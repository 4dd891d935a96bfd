<?xml version="1.0" encoding="UTF-8"?>
<!--
entry.xsl: register entries. Columns are <column name kind><label xml:lang/>
<option value><label/></option></column> of the procedure file; an entry's data
has one child for each column, below <data> or <data><entry>.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">

  <xsl:template match="*" mode="column-label">
    <xsl:variable name="label" select="*[local-name() = 'label']"/>
    <xsl:value-of select="($label[@xml:lang = 'zh-CN'] | $label[@xml:lang = $lang])[last()]"/>
  </xsl:template>

  <xsl:template match="*" mode="column-value">
    <xsl:param name="entry"/>
    <xsl:variable name="name" select="@name"/>
    <xsl:variable name="value" select="string(($entry/data/*[name() = $name] | $entry/data/*/*[name() = $name])[1])"/>
    <xsl:variable name="option" select="*[local-name() = 'option'][@value = $value]"/>
    <xsl:choose>
      <xsl:when test="$value = ''">—</xsl:when>
      <xsl:when test="$option"><xsl:apply-templates select="$option" mode="column-label"/></xsl:when>
      <xsl:when test="@kind = 'organ'"><xsl:value-of select="$entry/organ_name"/></xsl:when>
      <xsl:when test="@kind = 'date'"><span class="num"><xsl:value-of select="kb:date($value)"/></span></xsl:when>
      <xsl:when test="@kind = 'money'"><xsl:value-of select="kb:money($value)"/></xsl:when>
      <xsl:when test="@kind = 'yes-no'"><xsl:value-of select="kb:text(concat('form.', $value))"/></xsl:when>
      <xsl:when test="@kind = 'region' and $entry/region_name != ''"><xsl:value-of select="($entry/region_name | $entry/region_name_en[$en])[last()]"/></xsl:when>
      <xsl:when test="@kind = 'text' or @kind = 'longtext' or not(@kind)"><xsl:value-of select="$value"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$value"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="valid">
    <span>
      <span class="num"><xsl:value-of select="kb:date(string(valid_from))"/></span>
      <br/>
      <span class="num">
        <xsl:choose>
          <xsl:when test="valid_to != ''"><xsl:value-of select="kb:text('register.to', kb:date(string(valid_to)))"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="kb:text('register.until-now')"/></xsl:otherwise>
        </xsl:choose>
      </span>
    </span>
  </xsl:template>
</xsl:stylesheet>
