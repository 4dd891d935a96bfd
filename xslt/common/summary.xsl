<?xml version="1.0" encoding="UTF-8"?>
<!--
summary.xsl: what was filled in, as lists of label and answer.
  summary     form (p:form), data (its data element), edit ("/draft/ID/page" or "")
Mode "given" (match p:form, param record) shows what the case was opened with, mode "parties" (match case) who takes part.
Mode "answer" (match p:field, param stored) shows one stored value in words.
Input: the procedure file's p:form; the form's data element as stored; with
<name code name name_en?/>* beside it, codes of divisions and organisations are shown
by their names; with <form><page name relevant/>* parts that do not apply are
left out, and errors and warnings stand at their answers.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb p">

  <xsl:key name="coded" match="/page/name" use="code"/>
  <xsl:key name="part" match="form/page" use="@name"/>
  <xsl:key name="stored" match="record/*/* | form/data/*/*" use="name()"/>

  <!-- The title of a form is that of the first move that fills it in. -->
  <xsl:template match="p:form" mode="by-move">
    <xsl:call-template name="say"><xsl:with-param name="of" select="ancestor::p:procedure/p:moves/p:move[@form = current()/@name][1]/p:title"/></xsl:call-template>
  </xsl:template>

  <!-- What the case was opened with. -->
  <xsl:template match="p:form" mode="given">
    <xsl:param name="record"/>
    <xsl:variable name="data" select="$record/*[name() = current()/@name]"/>
    <xsl:for-each select="p:page[$data/*]">
      <h2><xsl:call-template name="say"><xsl:with-param name="of" select="p:title"/></xsl:call-template></h2>
      <xsl:call-template name="summary-part"><xsl:with-param name="part" select="."/><xsl:with-param name="data" select="$data"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- Who takes part, as the procedure calls them; an office over others only while it has the case. -->
  <xsl:variable name="acting" select="(/page/p:procedure | /page/source/source/p:procedure)/p:parties/p:party[@is != 'office']"/>
  <xsl:template match="case" mode="parties">
    <xsl:apply-templates select="organ_name[not(../document/case/party/*)] | document/case/party/*[name() = $acting/@name]" mode="party"/>
  </xsl:template>
  <xsl:template match="party/*" mode="party">
    <div>
      <dt><xsl:call-template name="say"><xsl:with-param name="of" select="$acting[@name = name(current())]/p:label"/></xsl:call-template></dt>
      <dd><xsl:apply-templates select="@name" mode="named"/></dd>
    </div>
  </xsl:template>
  <xsl:template match="organ_name" mode="party">
    <div><dt><xsl:value-of select="kb:text('case.organ')"/></dt><dd><xsl:apply-templates select="." mode="named"/></dd></div>
  </xsl:template>

  <xsl:template name="summary">
    <xsl:param name="form"/>
    <xsl:param name="data"/>
    <xsl:param name="edit"/>
    <xsl:for-each select="$form/p:page">
      <xsl:variable name="part" select="key('part', @name)"/>
      <xsl:if test="($edit != '' and not($part/@relevant = 'false')) or ($edit = '' and key('stored', */@name)[count(.. | $data) = 1])">
        <section class="part">
          <div class="sum-head">
            <!-- Answers to be checked stand right below the page's title. -->
            <xsl:choose>
              <xsl:when test="$edit != ''"><h2><xsl:call-template name="say"><xsl:with-param name="of" select="p:title"/></xsl:call-template></h2></xsl:when>
              <xsl:otherwise><h3><xsl:call-template name="say"><xsl:with-param name="of" select="p:title"/></xsl:call-template></h3></xsl:otherwise>
            </xsl:choose>
            <xsl:if test="$edit != ''">
              <a href="{$edit}/{@name}">
                <xsl:value-of select="kb:text('form.change')"/>
                <span class="hid"><xsl:call-template name="say"><xsl:with-param name="of" select="p:title"/></xsl:call-template></span>
              </a>
            </xsl:if>
          </div>
          <xsl:call-template name="summary-part">
            <xsl:with-param name="part" select="."/>
            <xsl:with-param name="data" select="$data"/>
            <xsl:with-param name="edit" select="$edit"/>
          </xsl:call-template>
        </section>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- Fields and attachments of a page, then its repeats, each under a head. -->
  <xsl:template name="summary-part">
    <xsl:param name="part"/>
    <xsl:param name="data"/>
    <xsl:param name="edit"/>
    <xsl:variable name="here">
      <xsl:if test="$edit != ''"><xsl:value-of select="concat($edit, '/', $part/@name)"/></xsl:if>
    </xsl:variable>
    <xsl:if test="$part/p:field | $part/p:attachment">
      <dl class="sum">
        <xsl:apply-templates select="$part/p:field | $part/p:attachment" mode="row">
          <xsl:with-param name="at" select="$data"/>
          <xsl:with-param name="edit" select="string($here)"/>
        </xsl:apply-templates>
      </dl>
    </xsl:if>
    <xsl:apply-templates select="$part/p:repeat" mode="table">
      <xsl:with-param name="items" select="$data/*[name() = $part/p:repeat/@name]"/>
      <xsl:with-param name="edit" select="string($here)"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- Figures stand below each other from the right; sentences have room. -->
  <xsl:template name="right">
    <xsl:choose>
      <xsl:when test="@kind = 'integer' or @kind = 'decimal' or @kind = 'money' or @kind = 'score'"><xsl:attribute name="class">r</xsl:attribute></xsl:when>
      <xsl:when test="@kind = 'longtext' or @max &gt; 100"><xsl:attribute name="class">long</xsl:attribute></xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- A group that occurs several times; many that nobody has to check now stand aside. -->
  <xsl:template match="p:repeat" mode="table">
    <xsl:param name="items"/>
    <xsl:param name="edit"/>
    <xsl:variable name="n" select="count($items[name() = current()/@name])"/>
    <xsl:choose>
      <xsl:when test="$edit = '' and $n &gt; 20">
        <details>
          <summary><xsl:call-template name="say"><xsl:with-param name="of" select="p:label"/></xsl:call-template><xsl:value-of select="concat(kb:text('form.colon'), kb:text('list.count', string($n)))"/></summary>
          <xsl:call-template name="repeat-rows"><xsl:with-param name="items" select="$items"/></xsl:call-template>
        </details>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="repeat-rows"><xsl:with-param name="items" select="$items"/><xsl:with-param name="edit" select="$edit"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A table, one item a row. -->
  <xsl:template name="repeat-rows">
    <xsl:param name="items"/>
    <xsl:param name="edit"/>
    <xsl:variable name="name" select="string(@name)"/>
    <xsl:variable name="mine" select="$items[name() = $name]"/>
    <xsl:if test="$mine[* != ''] or ($edit != '' and $mine and not(key('described', $name)/@relevant = 'false'))">
      <xsl:variable name="label"><xsl:call-template name="say"><xsl:with-param name="of" select="p:label"/></xsl:call-template></xsl:variable>
      <!-- names of the columns, found once: |a|b| -->
      <xsl:variable name="used">
        <xsl:text>|</xsl:text>
        <xsl:for-each select="p:field">
          <xsl:variable name="field" select="@name"/>
          <xsl:if test="$mine/*[name() = $field][. != ''] or ($edit != '' and not(key('described', concat($name, '[1]/', $field))/@relevant = 'false'))"><xsl:value-of select="concat($field, '|')"/></xsl:if>
        </xsl:for-each>
      </xsl:variable>
      <xsl:variable name="list" select="string($used)"/>
      <xsl:variable name="columns" select="p:field[contains($list, concat('|', @name, '|'))]"/>
      <div class="scroll cards" tabindex="0" role="region" aria-label="{$label}">
        <table class="cards-table">
          <caption>
            <xsl:value-of select="$label"/>
            <xsl:if test="$edit != ''">
              <xsl:text> </xsl:text>
              <a href="{$edit}#i-{@name}"><xsl:value-of select="kb:text('form.change')"/><span class="hid"><xsl:value-of select="$label"/></span></a>
            </xsl:if>
          </caption>
          <thead>
            <tr>
              <xsl:for-each select="$columns">
                <th scope="col"><xsl:call-template name="right"/><xsl:call-template name="say"><xsl:with-param name="of" select="p:label"/></xsl:call-template></th>
              </xsl:for-each>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each select="$mine">
              <tr>
                <xsl:apply-templates select="$columns" mode="cell">
                  <xsl:with-param name="item" select="."/>
                  <xsl:with-param name="edit" select="$edit"/>
                  <xsl:with-param name="path" select="concat($name, '[', position(), ']/')"/>
                </xsl:apply-templates>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template match="p:field" mode="cell">
    <xsl:param name="item"/>
    <xsl:param name="edit"/>
    <xsl:param name="path"/>
    <xsl:variable name="field" select="@name"/>
    <xsl:variable name="stored" select="string($item/*[name() = $field])"/>
    <td>
      <xsl:call-template name="right"/>
      <xsl:attribute name="data-l"><xsl:call-template name="say"><xsl:with-param name="of" select="p:label"/></xsl:call-template></xsl:attribute>
      <span>
        <xsl:choose>
          <xsl:when test="$stored != '' and key('described', concat($path, $field))[@bad or ($zh and @show) or ($en and @show-en)]">
            <xsl:call-template name="read"><xsl:with-param name="now" select="key('described', concat($path, $field))"/><xsl:with-param name="stored" select="$stored"/><xsl:with-param name="unit" select="string(@unit)"/></xsl:call-template>
          </xsl:when>
          <xsl:when test="$stored != ''"><xsl:apply-templates select="." mode="answer"><xsl:with-param name="stored" select="$stored"/></xsl:apply-templates></xsl:when>
          <xsl:otherwise><span class="none"><xsl:value-of select="kb:text('form.none')"/></span></xsl:otherwise>
        </xsl:choose>
      </span>
      <xsl:if test="$edit != ''">
        <xsl:apply-templates select="key('wrong', concat($path, $field))" mode="told"><xsl:with-param name="field" select="."/></xsl:apply-templates>
      </xsl:if>
    </td>
  </xsl:template>

  <xsl:template match="p:field | p:attachment" mode="row">
    <xsl:param name="at"/>
    <xsl:param name="edit"/>
    <xsl:variable name="path" select="string(@name)"/>
    <xsl:variable name="stored" select="key('stored', $path)[count(.. | $at) = 1]"/>
    <xsl:variable name="wrong" select="key('wrong', $path)"/>
    <xsl:if test="($edit = '' and string($stored) != '') or ($edit = '' and $stored/@ref) or ($edit != '' and not(key('described', $path)/@relevant = 'false'))">
      <div>
        <xsl:if test="$edit != '' and $wrong"><xsl:attribute name="class">bad</xsl:attribute></xsl:if>
        <dt><xsl:call-template name="say"><xsl:with-param name="of" select="p:label"/></xsl:call-template></dt>
        <dd>
          <xsl:if test="$edit != ''">
            <xsl:apply-templates select="$wrong" mode="told"><xsl:with-param name="field" select="."/></xsl:apply-templates>
          </xsl:if>
          <xsl:choose>
            <xsl:when test="self::p:attachment and $stored/@ref">
              <xsl:call-template name="files"><xsl:with-param name="files" select="$stored[@ref]"/></xsl:call-template>
            </xsl:when>
            <xsl:when test="self::p:attachment"><span class="none"><xsl:value-of select="kb:text('form.none-files')"/></span></xsl:when>
            <xsl:when test="string($stored) = ''"><span class="none"><xsl:value-of select="kb:text('form.none')"/></span></xsl:when>
            <xsl:when test="key('described', $path)[@bad or ($zh and @show) or ($en and @show-en)]">
              <xsl:call-template name="read"><xsl:with-param name="now" select="key('described', $path)"/><xsl:with-param name="stored" select="string($stored[1])"/><xsl:with-param name="unit" select="string(@unit)"/></xsl:call-template>
            </xsl:when>
            <xsl:otherwise><xsl:apply-templates select="." mode="answer"><xsl:with-param name="stored" select="string($stored[1])"/></xsl:apply-templates></xsl:otherwise>
          </xsl:choose>
          <xsl:if test="$edit != ''">
            <xsl:for-each select="key('caution', $path)">
              <p class="caution"><xsl:call-template name="error-text"><xsl:with-param name="error" select="."/><xsl:with-param name="field" select="key('named', $path)[1]"/></xsl:call-template></p>
            </xsl:for-each>
          </xsl:if>
        </dd>
        <xsl:if test="$edit != '' and not(key('described', $path)/@readonly = 'true')">
          <dd class="act">
            <a href="{$edit}#i-{translate($path, '/[]', '---')}">
              <xsl:value-of select="kb:text('form.change')"/>
              <span class="hid"><xsl:call-template name="say"><xsl:with-param name="of" select="p:label"/></xsl:call-template></span>
            </a>
          </dd>
        </xsl:if>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template match="error" mode="told">
    <xsl:param name="field"/>
    <p class="wrong"><xsl:call-template name="error-text"><xsl:with-param name="error" select="."/><xsl:with-param name="field" select="$field"/></xsl:call-template></p>
  </xsl:template>

  <!-- One stored value in words. -->
  <xsl:template match="p:field" mode="answer">
    <xsl:param name="stored"/>
    <xsl:value-of select="$stored"/>
    <xsl:if test="@unit"><xsl:call-template name="unit"><xsl:with-param name="unit" select="@unit"/></xsl:call-template></xsl:if>
  </xsl:template>
  <xsl:template match="p:field[@kind = 'longtext']" mode="answer">
    <xsl:param name="stored"/>
    <span class="pre"><xsl:value-of select="$stored"/></span>
  </xsl:template>
  <xsl:template match="p:field[@kind = 'integer' or @kind = 'decimal']" mode="answer">
    <xsl:param name="stored"/>
    <xsl:value-of select="kb:number($stored)"/>
    <xsl:if test="@unit"><xsl:call-template name="unit"><xsl:with-param name="unit" select="@unit"/></xsl:call-template></xsl:if>
  </xsl:template>
  <xsl:template match="p:field[@kind = 'money']" mode="answer">
    <xsl:param name="stored"/>
    <xsl:value-of select="kb:money($stored, string(@unit))"/>
  </xsl:template>
  <xsl:template match="p:field[@kind = 'date']" mode="answer">
    <xsl:param name="stored"/>
    <time datetime="{$stored}"><xsl:value-of select="kb:date($stored)"/></time>
  </xsl:template>
  <xsl:template match="p:field[@kind = 'yes-no']" mode="answer">
    <xsl:param name="stored"/>
    <xsl:choose>
      <xsl:when test="$stored = 'yes' or $stored = 'true'"><xsl:value-of select="kb:text('form.yes')"/></xsl:when>
      <xsl:when test="$stored = 'no' or $stored = 'false'"><xsl:value-of select="kb:text('form.no')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$stored"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="p:field[@kind = 'choice' or @kind = 'choices']" mode="answer">
    <xsl:param name="stored"/>
    <xsl:variable name="list" select="concat(' ', $stored, ' ')"/>
    <xsl:for-each select="p:option[contains($list, concat(' ', @value, ' '))]">
      <xsl:if test="position() &gt; 1"><xsl:value-of select="kb:text('form.and')"/></xsl:if>
      <xsl:call-template name="say"><xsl:with-param name="of" select="p:label"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="p:field[@kind = 'region' or @kind = 'organ' or @kind = 'register']" mode="answer">
    <xsl:param name="stored"/>
    <xsl:variable name="name" select="(key('coded', $stored)[name != $stored][1]/*[name() = 'name' or name() = 'name_en' and $en])[last()]"/>
    <xsl:value-of select="$name"/>
    <xsl:choose>
      <xsl:when test="$name"><span class="sub"><xsl:text> </xsl:text><xsl:value-of select="$stored"/></span></xsl:when>
      <xsl:otherwise><xsl:value-of select="$stored"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- The day of birth is the person's own. -->
  <xsl:template match="p:field[@kind = 'id']" mode="answer">
    <xsl:param name="stored"/>
    <xsl:value-of select="concat(substring($stored, 1, 6), '********', substring($stored, 15))"/>
  </xsl:template>
  <xsl:template match="p:field[@kind = 'patent']" mode="answer">
    <xsl:param name="stored"/>
    <span class="num">
      <xsl:choose>
        <xsl:when test="string-length($stored) = 14"><xsl:value-of select="concat('ZL ', substring($stored, 1, 4), ' ', substring($stored, 5, 1), ' ', substring($stored, 6))"/></xsl:when>
        <xsl:when test="string-length($stored) = 10"><xsl:value-of select="concat('ZL ', substring($stored, 1, 2), ' ', substring($stored, 3, 1), ' ', substring($stored, 4))"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$stored"/></xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>
  <xsl:template match="p:field[@kind = 'wenhao']" mode="answer">
    <xsl:param name="stored"/>
    <span class="mark"><xsl:value-of select="$stored"/></span>
  </xsl:template>
</xsl:stylesheet>
