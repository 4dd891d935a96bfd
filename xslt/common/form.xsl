<?xml version="1.0" encoding="UTF-8"?>
<!--
form.xsl: the controls of a form, from the fields of a procedure file.
  steps       step, of, title               "第3步，共6步 申报条件" with a bar
  errors      errors (node set)             summary, each linked to its field
  error-text  error, field (node sets)      what is wrong, why, how to mend it
  field       field (p:field), at (data), prefix ("" or "year[2]/")
  repeat      repeat (p:repeat), at (data)
  attachment  attachment (p:attachment), at (data)
Input: <form name page of step>
  <procedure>the procedure file</procedure> <data>the form's data element</data>
  <error field="year[2]/count" code="error.kind-integer" arg/>*
  <field path="year[2]/count" kind relevant required readonly value show show-en
    bad more fewer/>* (form_describe), <warning/>* like <error/>
Names of inputs are paths; ids are "i-" and the path with - for / [ ].
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb p">

  <xsl:key name="wrong" match="error" use="@field"/>
  <xsl:variable name="form-wrong" select="/page/form/error"/>
  <xsl:key name="caution" match="form/warning" use="@field"/>
  <xsl:key name="offered" match="/page/organ" use="field"/>
  <xsl:key name="described" match="form/field | form/state/field" use="@path"/>
  <xsl:key name="named" match="p:field | p:attachment | p:repeat" use="@name"/>

  <!-- Kinds whose way of writing is told below the label when the file does not. -->
  <xsl:variable name="told" select="' uscc id patent ipc locarno region wenhao phone date '"/>

  <xsl:template name="steps">
    <xsl:param name="step"/>
    <xsl:param name="of"/>
    <xsl:param name="title"/>
    <p class="steps">
      <span class="n"><xsl:value-of select="kb:text('form.step', string($step), string($of))"/></span>
      <xsl:text> </xsl:text>
      <b><xsl:value-of select="$title"/></b>
      <progress max="{$of}" value="{$step}" aria-hidden="true"></progress>
    </p>
  </xsl:template>

  <xsl:template name="errors">
    <xsl:param name="errors"/>
    <xsl:if test="$errors">
      <div class="errors" role="alert" aria-labelledby="errors-title" tabindex="-1" id="errors">
        <h2 id="errors-title"><xsl:value-of select="kb:text('form.errors', string(count($errors)))"/></h2>
        <xsl:choose>
          <!-- Many, on several parts: told part by part. -->
          <xsl:when test="count($errors) &gt; 8 and $errors[@page != $errors[1]/@page]">
            <ul>
              <xsl:for-each select="../page | form/page">
                <xsl:variable name="mine" select="$errors[@page = current()/@name]"/>
                <xsl:if test="$mine">
                  <li>
                    <a href="/draft/{../@draft}/page/{@name}#i-{translate($mine[1]/@field, '/[]', '---')}">
                      <xsl:variable name="title"><xsl:call-template name="say"><xsl:with-param name="of" select="../p:procedure/p:forms/p:form/p:page[@name = current()/@name]/p:title"/></xsl:call-template></xsl:variable>
                      <xsl:value-of select="kb:text('form.errors-part', string($title), string(count($mine)))"/>
                    </a>
                  </li>
                </xsl:if>
              </xsl:for-each>
            </ul>
          </xsl:when>
          <xsl:otherwise><ul><xsl:apply-templates select="$errors" mode="item"/></ul></xsl:otherwise>
        </xsl:choose>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template match="error" mode="item">
    <xsl:variable name="tail" select="substring-after(@field, '/')"/>
    <xsl:variable name="leaf">
      <xsl:choose>
        <xsl:when test="$tail != ''"><xsl:value-of select="$tail"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="substring-before(concat(@field, '['), '[')"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="form" select="../@name"/>
    <xsl:variable name="field" select="key('named', string($leaf))[ancestor::p:form/@name = $form][1]"/>
    <li>
      <a>
        <xsl:attribute name="href">
          <xsl:if test="@page and @page != ../@page">
            <xsl:value-of select="concat('/draft/', /page/draft/draft_id, '/page/', @page)"/>
          </xsl:if>
          <xsl:value-of select="concat('#i-', translate(@field, '/[]', '---'))"/>
        </xsl:attribute>
        <xsl:if test="$field">
          <xsl:variable name="label"><xsl:call-template name="say"><xsl:with-param name="of" select="$field/p:label"/></xsl:call-template></xsl:variable>
          <xsl:value-of select="$label"/>
          <xsl:if test="contains(@field, '[')">
            <xsl:value-of select="kb:text('form.nth', substring-before(substring-after(@field, '['), ']'))"/>
          </xsl:if>
          <xsl:choose>
            <xsl:when test="substring($label, string-length($label)) = '?'"><xsl:text> </xsl:text></xsl:when>
            <xsl:otherwise><xsl:value-of select="kb:text('form.colon')"/></xsl:otherwise>
          </xsl:choose>
        </xsl:if>
        <xsl:call-template name="error-text">
          <xsl:with-param name="error" select="."/>
          <xsl:with-param name="field" select="$field"/>
        </xsl:call-template>
      </a>
    </li>
  </xsl:template>

  <xsl:template name="error-text">
    <xsl:param name="error"/>
    <xsl:param name="field"/>
    <xsl:variable name="code" select="string($error/@code)"/>
    <xsl:choose>
      <xsl:when test="$code = 'alert' and $field/p:alert">
        <xsl:variable name="alert"><xsl:call-template name="say"><xsl:with-param name="of" select="$field/p:alert"/></xsl:call-template></xsl:variable>
        <xsl:choose>
          <xsl:when test="contains($alert, '{0}')">
            <xsl:value-of select="concat(substring-before($alert, '{0}'), $error/@arg, substring-after($alert, '{0}'))"/>
          </xsl:when>
          <xsl:otherwise><xsl:value-of select="$alert"/></xsl:otherwise>
        </xsl:choose>
      </xsl:when>
      <xsl:when test="$code = 'warning' and $field/p:warning">
        <xsl:call-template name="say"><xsl:with-param name="of" select="$field/p:warning"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="starts-with($code, 'error.')"><xsl:value-of select="kb:text($code, string($error/@arg))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="kb:text(concat('error.', $code), string($error/@arg))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- One field: label, hint, example, error, control. -->
  <xsl:template name="field">
    <xsl:param name="field"/>
    <xsl:param name="at"/>
    <xsl:param name="prefix"/>
    <xsl:variable name="name" select="concat($prefix, $field/@name)"/>
    <xsl:variable name="now" select="key('described', $name)[1]"/>
    <xsl:if test="not($now/@relevant = 'false')">
      <xsl:variable name="id" select="translate($name, '/[]', '---')"/>
      <xsl:variable name="wrong" select="key('wrong', $name)"/>
      <xsl:variable name="group" select="$field/@kind = 'yes-no' or $field/@kind = 'choices' or ($field/@kind = 'choice' and count($field/p:option) &lt; 8)"/>
      <xsl:variable name="head">
        <xsl:call-template name="say"><xsl:with-param name="of" select="$field/p:label"/></xsl:call-template>
        <xsl:if test="not($now/@required = 'true' or $now/@readonly = 'true')"><span class="opt"><xsl:value-of select="kb:text('form.optional')"/></span></xsl:if>
      </xsl:variable>
      <xsl:variable name="told-by">
        <xsl:if test="$field/p:hint or $field/p:example or contains($told, concat(' ', $field/@kind, ' '))">h-<xsl:value-of select="$id"/></xsl:if>
        <xsl:if test="$wrong"> e-<xsl:value-of select="$id"/></xsl:if>
      </xsl:variable>
      <div>
        <xsl:attribute name="class">
          <xsl:text>field</xsl:text>
          <xsl:if test="$wrong"> bad</xsl:if>
          <xsl:if test="$group or $field/@kind = 'longtext' or $field/@kind = 'text' or $field/@kind = 'organ' or $field/@kind = 'email'"> long</xsl:if>
        </xsl:attribute>
        <xsl:for-each select="key('caution', $name)">
          <p class="caution"><xsl:call-template name="error-text"><xsl:with-param name="error" select="."/><xsl:with-param name="field" select="$field"/></xsl:call-template></p>
        </xsl:for-each>
        <xsl:choose>
          <xsl:when test="$now/@readonly = 'true'">
            <p class="label"><xsl:copy-of select="$head"/></p>
            <xsl:call-template name="field-told"><xsl:with-param name="field" select="$field"/><xsl:with-param name="id" select="$id"/></xsl:call-template>
            <p class="fixed" id="i-{$id}"><xsl:if test="string($at/*[name() = $field/@name]) = ''"><span class="sub"><xsl:value-of select="kb:text('form.calculated')"/></span></xsl:if><xsl:variable name="chosen" select="$field/p:option[@value = $at/*[name() = $field/@name]]"/><xsl:choose><xsl:when test="$chosen"><xsl:call-template name="say"><xsl:with-param name="of" select="$chosen/p:label"/></xsl:call-template></xsl:when><xsl:otherwise><xsl:call-template name="read"><xsl:with-param name="now" select="$now"/><xsl:with-param name="stored" select="string($at/*[name() = $field/@name])"/><xsl:with-param name="unit" select="string($field/@unit)"/></xsl:call-template></xsl:otherwise></xsl:choose></p>
          </xsl:when>
          <xsl:when test="$group">
            <fieldset id="i-{$id}" tabindex="-1">
              <xsl:if test="string($told-by) != ''"><xsl:attribute name="aria-describedby"><xsl:value-of select="normalize-space($told-by)"/></xsl:attribute></xsl:if>
              <legend><xsl:copy-of select="$head"/></legend>
              <xsl:call-template name="field-told"><xsl:with-param name="field" select="$field"/><xsl:with-param name="id" select="$id"/><xsl:with-param name="wrong" select="$wrong"/></xsl:call-template>
              <xsl:apply-templates select="$field" mode="options"><xsl:with-param name="name" select="$name"/><xsl:with-param name="id" select="$id"/><xsl:with-param name="value" select="string($at/*[name() = $field/@name])"/></xsl:apply-templates>
            </fieldset>
          </xsl:when>
          <xsl:otherwise>
            <label for="i-{$id}"><xsl:copy-of select="$head"/></label>
            <xsl:call-template name="field-told"><xsl:with-param name="field" select="$field"/><xsl:with-param name="id" select="$id"/><xsl:with-param name="wrong" select="$wrong"/></xsl:call-template>
            <xsl:variable name="value">
              <xsl:call-template name="typed"><xsl:with-param name="now" select="$now"/><xsl:with-param name="stored" select="$at/*[name() = $field/@name]"/></xsl:call-template>
            </xsl:variable>
            <xsl:apply-templates select="$field" mode="control">
              <xsl:with-param name="name" select="$name"/>
              <xsl:with-param name="value" select="string($value)"/>
              <xsl:with-param name="told" select="normalize-space($told-by)"/>
              <xsl:with-param name="now" select="$now"/>
            </xsl:apply-templates>
          </xsl:otherwise>
        </xsl:choose>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- What stands in the input: as described by C, else as stored. -->
  <xsl:template name="typed">
    <xsl:param name="now"/>
    <xsl:param name="stored"/>
    <xsl:choose>
      <xsl:when test="$now/@value"><xsl:value-of select="$now/@value"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$stored"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The same for reading, with its unit. -->
  <xsl:template name="read">
    <xsl:param name="now"/>
    <xsl:param name="stored"/>
    <xsl:param name="unit"/>
    <xsl:choose>
      <xsl:when test="$zh and $now/@show"><xsl:value-of select="$now/@show"/></xsl:when>
      <xsl:otherwise>
        <xsl:choose>
          <xsl:when test="$now/@show-en"><xsl:value-of select="$now/@show-en"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$stored"/></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="$unit != '' and $stored != '' and not($now/@show-en and $now/@kind = 'money')">
          <xsl:call-template name="unit"><xsl:with-param name="unit" select="$unit"/></xsl:call-template>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="field-told">
    <xsl:param name="field"/>
    <xsl:param name="id"/>
    <xsl:param name="wrong"/>
    <xsl:if test="$field/p:hint or $field/p:example or contains($told, concat(' ', $field/@kind, ' '))">
      <div class="hint" id="h-{$id}">
        <xsl:choose>
          <xsl:when test="$field/p:hint"><p><xsl:call-template name="say"><xsl:with-param name="of" select="$field/p:hint"/></xsl:call-template></p></xsl:when>
          <xsl:when test="contains($told, concat(' ', $field/@kind, ' '))"><p><xsl:value-of select="kb:text(concat('hint.', $field/@kind))"/></p></xsl:when>
        </xsl:choose>
        <xsl:if test="$field/p:example">
          <p><xsl:value-of select="kb:text('form.example')"/><xsl:call-template name="say"><xsl:with-param name="of" select="$field/p:example"/></xsl:call-template></p>
        </xsl:if>
      </div>
    </xsl:if>
    <xsl:if test="$wrong">
      <p class="wrong" id="e-{$id}">
        <span class="hid"><xsl:value-of select="kb:text('form.wrong')"/></span>
        <xsl:call-template name="error-text"><xsl:with-param name="error" select="$wrong[1]"/><xsl:with-param name="field" select="$field"/></xsl:call-template>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="p:field" mode="control">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:param name="told"/>
    <xsl:param name="now"/>
    <xsl:variable name="id" select="concat('i-', translate($name, '/[]', '---'))"/>
    <xsl:choose>
      <xsl:when test="@kind = 'longtext'">
        <textarea id="{$id}" name="{$name}">
          <xsl:attribute name="rows"><xsl:choose><xsl:when test="@max &lt;= 600">3</xsl:when><xsl:otherwise>6</xsl:otherwise></xsl:choose></xsl:attribute>
          <xsl:call-template name="aria"><xsl:with-param name="told" select="$told"/><xsl:with-param name="name" select="$name"/><xsl:with-param name="now" select="$now"/></xsl:call-template>
          <xsl:value-of select="$value"/>
        </textarea>
        <xsl:if test="@max"><p class="limit"><xsl:value-of select="kb:text('form.at-most', string(@max))"/></p></xsl:if>
      </xsl:when>
      <xsl:when test="@kind = 'choice'">
        <select id="{$id}" name="{$name}">
          <xsl:call-template name="aria"><xsl:with-param name="told" select="$told"/><xsl:with-param name="name" select="$name"/><xsl:with-param name="now" select="$now"/></xsl:call-template>
          <option value=""><xsl:value-of select="kb:text('form.choose')"/></option>
          <xsl:for-each select="p:option">
            <option value="{@value}">
              <xsl:if test="@value = $value"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if>
              <xsl:call-template name="say"><xsl:with-param name="of" select="p:label"/></xsl:call-template>
            </option>
          </xsl:for-each>
        </select>
      </xsl:when>
      <xsl:when test="@kind = 'register' and key('offered', @name)">
        <select id="{$id}" name="{$name}" class="wide">
          <xsl:call-template name="aria"><xsl:with-param name="told" select="$told"/><xsl:with-param name="name" select="$name"/><xsl:with-param name="now" select="$now"/></xsl:call-template>
          <option value=""><xsl:value-of select="kb:text('form.choose')"/></option>
          <xsl:if test="$value != '' and not(key('offered', @name)[name = $value])"><option value="{$value}" selected="selected"><xsl:value-of select="$value"/></option></xsl:if>
          <xsl:apply-templates select="." mode="offered"><xsl:with-param name="value" select="$value"/></xsl:apply-templates>
        </select>
      </xsl:when>
      <xsl:otherwise>
        <span class="with-unit">
          <input id="{$id}" name="{$name}" type="text" value="{$value}">
            <xsl:if test="contains(' uscc id patent application ipc locarno wenhao phone email postcode ', concat(' ', @kind, ' '))"><xsl:attribute name="data-check"><xsl:value-of select="@kind"/></xsl:attribute></xsl:if>
            <xsl:apply-templates select="." mode="typed"/>
            <xsl:call-template name="aria"><xsl:with-param name="told" select="$told"/><xsl:with-param name="name" select="$name"/><xsl:with-param name="now" select="$now"/></xsl:call-template>
          </input>
          <xsl:if test="@unit"><xsl:call-template name="unit"><xsl:with-param name="unit" select="@unit"/></xsl:call-template></xsl:if>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="aria">
    <xsl:param name="told"/>
    <xsl:param name="name"/>
    <xsl:param name="now"/>
    <xsl:if test="$told != ''"><xsl:attribute name="aria-describedby"><xsl:value-of select="$told"/></xsl:attribute></xsl:if>
    <xsl:if test="$now/@required = 'true'"><xsl:attribute name="aria-required">true</xsl:attribute></xsl:if>
    <xsl:if test="key('wrong', $name)"><xsl:attribute name="aria-invalid">true</xsl:attribute></xsl:if>
  </xsl:template>

  <!-- Width, keyboard and what browsers may fill in, by kind. -->
  <xsl:template match="p:field" mode="typed"/>
  <xsl:template match="p:field[@kind = 'text' or @kind = 'organ']" mode="typed">
    <xsl:attribute name="class">wide</xsl:attribute>
    <xsl:if test="@kind = 'organ' and key('offered', @name)"><xsl:attribute name="list">l-<xsl:value-of select="@name"/></xsl:attribute></xsl:if>
  </xsl:template>

  <!-- The organisations that a field naming a party offers: by province, where one of
       them is to be chosen; as help in typing, where another may be meant. -->
  <xsl:template match="p:field[@kind = 'organ']" mode="offered">
    <datalist id="l-{@name}">
      <xsl:for-each select="key('offered', @name)"><option value="{name}"/></xsl:for-each>
    </datalist>
  </xsl:template>
  <xsl:template match="p:field[@kind = 'register']" mode="offered">
    <xsl:param name="value"/>
    <xsl:variable name="all" select="key('offered', @name)"/>
    <xsl:for-each select="$all[not(region = preceding-sibling::organ[field = current()/@name][1]/region)]">
      <xsl:variable name="region" select="region"/>
      <optgroup label="{(region_name | region_name_en[$en])[last()]}">
        <xsl:for-each select="$all[region = $region]">
          <option value="{name}">
            <xsl:if test="name = $value"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if>
            <xsl:value-of select="name"/>
          </option>
        </xsl:for-each>
      </optgroup>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="p:field[@kind = 'integer' or @kind = 'year']" mode="typed">
    <xsl:attribute name="class">short</xsl:attribute>
    <xsl:attribute name="inputmode">numeric</xsl:attribute>
    <xsl:attribute name="autocomplete">off</xsl:attribute>
  </xsl:template>
  <xsl:template match="p:field[@kind = 'decimal' or @kind = 'money' or @kind = 'score']" mode="typed">
    <xsl:attribute name="class">short</xsl:attribute>
    <xsl:attribute name="inputmode">decimal</xsl:attribute>
    <xsl:attribute name="autocomplete">off</xsl:attribute>
  </xsl:template>
  <xsl:template match="p:field[@kind = 'phone']" mode="typed">
    <xsl:attribute name="inputmode">tel</xsl:attribute>
    <xsl:attribute name="autocomplete">tel</xsl:attribute>
  </xsl:template>
  <xsl:template match="p:field[@kind = 'email']" mode="typed">
    <xsl:attribute name="inputmode">email</xsl:attribute>
    <xsl:attribute name="autocomplete">email</xsl:attribute>
    <xsl:attribute name="class">wide</xsl:attribute>
  </xsl:template>
  <xsl:template match="p:field[@kind = 'name']" mode="typed">
    <xsl:attribute name="autocomplete">name</xsl:attribute>
  </xsl:template>
  <xsl:template match="p:field[@kind = 'postcode']" mode="typed">
    <xsl:attribute name="class">short</xsl:attribute>
    <xsl:attribute name="inputmode">numeric</xsl:attribute>
    <xsl:attribute name="autocomplete">postal-code</xsl:attribute>
  </xsl:template>
  <xsl:template match="p:field[@kind = 'uscc' or @kind = 'id' or @kind = 'patent' or @kind = 'application' or @kind = 'ipc' or @kind = 'locarno']" mode="typed">
    <xsl:attribute name="autocomplete">off</xsl:attribute>
    <xsl:attribute name="autocapitalize">characters</xsl:attribute>
    <xsl:attribute name="spellcheck">false</xsl:attribute>
  </xsl:template>

  <xsl:template match="p:field" mode="options">
    <xsl:param name="name"/>
    <xsl:param name="id"/>
    <xsl:param name="value"/>
    <xsl:variable name="many" select="@kind = 'choices'"/>
    <div class="options">
      <xsl:for-each select="p:option">
        <label class="option">
          <input name="{$name}" value="{@value}" id="i-{$id}-{position()}">
            <xsl:attribute name="type"><xsl:choose><xsl:when test="$many">checkbox</xsl:when><xsl:otherwise>radio</xsl:otherwise></xsl:choose></xsl:attribute>
            <xsl:if test="contains(concat(' ', $value, ' '), concat(' ', @value, ' '))"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if>
          </input>
          <span><xsl:call-template name="say"><xsl:with-param name="of" select="p:label"/></xsl:call-template></span>
        </label>
      </xsl:for-each>
    </div>
  </xsl:template>
  <xsl:template match="p:field[@kind = 'yes-no']" mode="options">
    <xsl:param name="name"/>
    <xsl:param name="id"/>
    <xsl:param name="value"/>
    <div class="options row">
      <label class="option">
        <input type="radio" name="{$name}" value="yes" id="i-{$id}-1"><xsl:if test="$value = 'yes'"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if></input>
        <span><xsl:value-of select="kb:text('form.yes')"/></span>
      </label>
      <label class="option">
        <input type="radio" name="{$name}" value="no" id="i-{$id}-2"><xsl:if test="$value = 'no'"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if></input>
        <span><xsl:value-of select="kb:text('form.no')"/></span>
      </label>
    </div>
  </xsl:template>

  <!-- A group that may occur several times, with buttons to add and remove. -->
  <xsl:template name="repeat">
    <xsl:param name="repeat"/>
    <xsl:param name="at"/>
    <xsl:variable name="name" select="string($repeat/@name)"/>
    <xsl:variable name="now" select="key('described', $name)[1]"/>
    <xsl:if test="not($now/@relevant = 'false')">
      <xsl:variable name="items" select="$at/*[name() = $name]"/>
      <xsl:variable name="wrong" select="key('wrong', $name)"/>
      <section class="repeat" id="i-{$name}" tabindex="-1">
        <h2><xsl:call-template name="say"><xsl:with-param name="of" select="$repeat/p:label"/></xsl:call-template></h2>
        <xsl:call-template name="field-told"><xsl:with-param name="field" select="$repeat"/><xsl:with-param name="id" select="$name"/><xsl:with-param name="wrong" select="$wrong"/></xsl:call-template>
        <xsl:if test="$repeat/@import">
          <xsl:call-template name="import"><xsl:with-param name="repeat" select="$repeat"/><xsl:with-param name="items" select="$items"/></xsl:call-template>
        </xsl:if>
        <xsl:variable name="long" select="$repeat/@import and count($items) &gt; 20"/>
        <xsl:for-each select="$items">
          <xsl:variable name="n" select="position()"/>
          <xsl:variable name="item" select="."/>
          <xsl:if test="not($long) or $form-wrong[starts-with(@field, concat($name, '[', $n, ']'))]">
          <fieldset class="item">
            <legend>
              <xsl:call-template name="say"><xsl:with-param name="of" select="$repeat/p:label"/></xsl:call-template>
              <xsl:value-of select="kb:text('form.nth', string($n))"/>
            </legend>
            <xsl:for-each select="$repeat/p:field">
              <xsl:call-template name="field">
                <xsl:with-param name="field" select="."/>
                <xsl:with-param name="at" select="$item"/>
                <xsl:with-param name="prefix" select="concat($name, '[', $n, ']/')"/>
              </xsl:call-template>
            </xsl:for-each>
            <xsl:if test="$now/@fewer = 'true'">
              <p><button class="small" name="do" value="remove:{$name}:{$n}"><xsl:value-of select="kb:text('form.remove')"/><span class="hid"><xsl:value-of select="kb:text('form.nth', string($n))"/></span></button></p>
            </xsl:if>
          </fieldset>
          </xsl:if>
        </xsl:for-each>
        <xsl:if test="$long">
          <xsl:call-template name="rows"><xsl:with-param name="repeat" select="$repeat"/><xsl:with-param name="items" select="$items"/></xsl:call-template>
        </xsl:if>
        <xsl:if test="not($now/@more = 'false')">
          <p><button class="second" name="do" value="add:{$name}"><xsl:value-of select="kb:text('form.add')"/><xsl:call-template name="say"><xsl:with-param name="of" select="$repeat/p:label"/></xsl:call-template></button></p>
        </xsl:if>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- A table pasted from elsewhere, its wrong rows dropped at a press. -->
  <xsl:template name="import">
    <xsl:param name="repeat"/>
    <xsl:param name="items"/>
    <xsl:variable name="name" select="string($repeat/@name)"/>
    <xsl:variable name="bad" select="$form-wrong[starts-with(@field, concat($name, '['))]"/>
    <xsl:if test="$bad">
      <p class="caution"><xsl:value-of select="kb:text('form.rows-wrong', string(count($bad)), string(count($items)))"/></p>
      <p><button class="second" name="do" value="keep:{$name}"><xsl:value-of select="kb:text('form.rows-keep')"/></button></p>
    </xsl:if>
    <div class="field long">
      <label for="i-rows-{$name}"><xsl:value-of select="kb:text('form.rows')"/></label>
      <div class="hint" id="h-rows-{$name}">
        <p><xsl:value-of select="kb:text('form.rows-how', string($repeat/@max))"/></p>
        <p>
          <xsl:value-of select="kb:text('form.rows-columns')"/>
          <xsl:for-each select="$repeat/p:field[not(@calculate)]">
            <xsl:if test="position() &gt; 1"><xsl:value-of select="kb:text('form.rows-and')"/></xsl:if>
            <xsl:call-template name="say"><xsl:with-param name="of" select="p:label"/></xsl:call-template>
          </xsl:for-each>
        </p>
      </div>
      <textarea id="i-rows-{$name}" name="_rows:{$name}" rows="6" aria-describedby="h-rows-{$name}"><xsl:value-of select="/page/rows[@name = $name]"/></textarea>
    </div>
    <p>
      <button class="second" name="do" value="import:{$name}"><xsl:value-of select="kb:text('form.rows-take')"/></button>
      <xsl:if test="$items/*[normalize-space(.) != '']">
        <xsl:text> </xsl:text><button class="second" name="do" value="replace:{$name}"><xsl:value-of select="kb:text('form.rows-anew', string(count($items)))"/></button>
      </xsl:if>
    </p>
  </xsl:template>

  <xsl:template name="rows">
    <xsl:param name="repeat"/>
    <xsl:param name="items"/>
    <div class="scroll" tabindex="0" role="region" aria-label="{kb:text('form.rows-here', string(count($items)))}">
      <table>
        <caption><xsl:value-of select="kb:text('form.rows-here', string(count($items)))"/></caption>
        <thead><tr><th scope="col">#</th><xsl:for-each select="$repeat/p:field"><th scope="col"><xsl:call-template name="say"><xsl:with-param name="of" select="p:label"/></xsl:call-template></th></xsl:for-each></tr></thead>
        <tbody>
          <xsl:for-each select="$items">
            <xsl:variable name="item" select="."/>
            <tr><th scope="row"><xsl:value-of select="position()"/></th><xsl:for-each select="$repeat/p:field"><td><xsl:apply-templates select="current()[$item/*[name() = current()/@name] != '']" mode="answer"><xsl:with-param name="stored" select="string($item/*[name() = current()/@name])"/></xsl:apply-templates></td></xsl:for-each></tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <!-- Files: choose, send, and the list of those already here. -->
  <xsl:template name="attachment">
    <xsl:param name="attachment"/>
    <xsl:param name="at"/>
    <xsl:variable name="name" select="string($attachment/@name)"/>
    <xsl:variable name="now" select="key('described', $name)[1]"/>
    <xsl:if test="not($now/@relevant = 'false')">
      <xsl:variable name="wrong" select="key('wrong', $name)"/>
      <xsl:variable name="here" select="$at/*[name() = $name][@ref]"/>
      <div class="field file">
        <xsl:if test="$wrong"><xsl:attribute name="class">field file bad</xsl:attribute></xsl:if>
        <label for="i-{$name}">
          <xsl:call-template name="say"><xsl:with-param name="of" select="$attachment/p:label"/></xsl:call-template>
          <xsl:if test="not($now/@required = 'true')"><span class="opt"><xsl:value-of select="kb:text('form.optional')"/></span></xsl:if>
        </label>
        <div class="hint" id="h-{$name}">
          <xsl:if test="$attachment/p:hint"><p><xsl:call-template name="say"><xsl:with-param name="of" select="$attachment/p:hint"/></xsl:call-template></p></xsl:if>
          <p>
            <xsl:if test="$attachment/@types"><xsl:value-of select="kb:text('form.types', translate($attachment/@types, 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'))"/></xsl:if>
            <xsl:if test="$attachment/@megabytes"><xsl:value-of select="kb:text('form.megabytes', string($attachment/@megabytes))"/></xsl:if>
            <xsl:if test="$attachment/@max"><xsl:value-of select="kb:text('form.max-files', string($attachment/@max))"/></xsl:if>
          </p>
        </div>
        <xsl:if test="$wrong">
          <p class="wrong" id="e-{$name}"><span class="hid"><xsl:value-of select="kb:text('form.wrong')"/></span><xsl:call-template name="error-text"><xsl:with-param name="error" select="$wrong[1]"/><xsl:with-param name="field" select="$attachment"/></xsl:call-template></p>
        </xsl:if>
        <xsl:if test="$here">
          <xsl:call-template name="files"><xsl:with-param name="files" select="$here"/><xsl:with-param name="drop" select="true()"/></xsl:call-template>
        </xsl:if>
        <xsl:if test="not($now/@more = 'false')">
          <p class="send">
            <input type="file" id="i-{$name}" name="{$name}" aria-describedby="h-{$name}" multiple="multiple">
              <xsl:if test="$attachment/@types"><xsl:attribute name="accept"><xsl:call-template name="accept"><xsl:with-param name="types" select="$attachment/@types"/></xsl:call-template></xsl:attribute></xsl:if>
            </input>
            <button class="second" name="do" value="upload:{$name}"><xsl:value-of select="kb:text('form.upload')"/></button>
          </p>
        </xsl:if>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- "pdf jpg" to ".pdf,.jpg" -->
  <xsl:template name="accept">
    <xsl:param name="types"/>
    <xsl:variable name="all" select="normalize-space($types)"/>
    <xsl:if test="$all != ''">
      <xsl:text>.</xsl:text>
      <xsl:value-of select="substring-before(concat($all, ' '), ' ')"/>
      <xsl:if test="contains($all, ' ')">
        <xsl:text>,</xsl:text>
        <xsl:call-template name="accept"><xsl:with-param name="types" select="substring-after($all, ' ')"/></xsl:call-template>
      </xsl:if>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
