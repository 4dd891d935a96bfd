<?xml version="1.0" encoding="UTF-8"?>
<!--
guide.xsl: the parts of a guide that come straight from a procedure file; a
page imports it and applies mode="guide" to p:procedure.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="p kb">

  <xsl:key name="guide-clause" match="p:clause" use="@id"/>

  <xsl:template match="p:procedure" mode="guide">
    <h2 id="who"><xsl:value-of select="kb:text('guide.who')"/></h2>
    <xsl:apply-templates select="p:guide/p:who" mode="block"/>
    <h2 id="conditions"><xsl:value-of select="kb:text('guide.conditions')"/></h2>
    <xsl:apply-templates select="p:guide/p:what" mode="block"/>
    <xsl:call-template name="self-check"/>
    <h2 id="materials"><xsl:value-of select="kb:text('guide.materials')"/></h2>
    <xsl:apply-templates select="p:guide/p:materials" mode="block"/>
    <xsl:call-template name="materials"/>
    <h2 id="steps"><xsl:value-of select="kb:text('guide.steps')"/></h2>
    <xsl:apply-templates select="p:guide/p:steps" mode="steps"/>
    <xsl:apply-templates select="." mode="flow"/>
    <details>
      <summary><xsl:value-of select="kb:text('guide.flow-words')"/></summary>
      <xsl:apply-templates select="." mode="flow-list"/>
    </details>
    <xsl:apply-templates select="p:limits[p:limit]"/>
    <h2 id="result"><xsl:value-of select="kb:text('guide.result')"/></h2>
    <xsl:apply-templates select="p:guide/p:result" mode="block"/>
    <xsl:apply-templates select="p:letters[p:letter]"/>
    <xsl:apply-templates select="p:basis"/>
    <xsl:apply-templates select="p:parameters[p:parameter]"/>
    <xsl:if test="p:guide/p:faq">
      <h2 id="faq"><xsl:value-of select="kb:text('guide.faq')"/></h2>
      <xsl:apply-templates select="p:guide/p:faq[@xml:lang = $lang]"/>
    </xsl:if>
    <h2 id="examples"><xsl:value-of select="kb:text('guide.examples')"/></h2>
    <p><xsl:value-of select="kb:text('guide.examples-why')"/></p>
    <xsl:apply-templates select="p:examples/p:example"/>
  </xsl:template>

  <!-- Texts of this language: p as paragraphs, item as a list. -->
  <xsl:template match="*" mode="block">
    <xsl:if test="@xml:lang = $lang">
      <xsl:for-each select="p:p"><p><xsl:value-of select="."/></p></xsl:for-each>
      <xsl:if test="p:item"><ul><xsl:for-each select="p:item"><li><xsl:value-of select="."/></li></xsl:for-each></ul></xsl:if>
    </xsl:if>
  </xsl:template>
  <xsl:template match="*" mode="steps">
    <xsl:if test="@xml:lang = $lang">
      <xsl:for-each select="p:p"><p><xsl:value-of select="."/></p></xsl:for-each>
      <xsl:if test="p:item"><ol><xsl:for-each select="p:item"><li><xsl:value-of select="."/></li></xsl:for-each></ol></xsl:if>
    </xsl:if>
  </xsl:template>
  <xsl:template match="*" mode="words">
    <xsl:if test="@xml:lang = $lang"><xsl:for-each select="p:p | p:item"><xsl:if test="position() &gt; 1"><br/></xsl:if><xsl:value-of select="."/></xsl:for-each></xsl:if>
  </xsl:template>
  <xsl:template match="*" mode="label-of"><xsl:value-of select="(p:label[@xml:lang = 'zh-CN'] | p:label[@xml:lang = $lang])[last()]"/></xsl:template>
  <xsl:template match="*" mode="hint-of"><xsl:value-of select="(p:hint[@xml:lang = 'zh-CN'] | p:hint[@xml:lang = $lang])[last()]"/></xsl:template>
  <xsl:template match="*" mode="name-of"><xsl:value-of select="(p:title[@xml:lang = 'zh-CN'] | p:title[@xml:lang = $lang])[last()]"/></xsl:template>

  <xsl:template match="p:party" mode="party">
    <xsl:if test="position() &gt; 1"><br/></xsl:if>
    <xsl:apply-templates select="." mode="label-of"/>
  </xsl:template>

  <!-- To tick off before one begins, on the screen or on paper. -->
  <xsl:template name="self-check">
    <xsl:variable name="items" select="p:guide/p:what[@xml:lang = $lang]/p:item"/>
    <xsl:variable name="first" select="p:moves/p:move[@from = ''][1]/@form"/>
    <xsl:variable name="files" select="p:forms/p:form[@name = $first]//p:attachment[@required]"/>
    <xsl:if test="$items or $files">
      <details>
      <summary><xsl:value-of select="kb:text('guide.self-check')"/></summary>
      <fieldset class="self-check box">
        <legend class="hid"><xsl:value-of select="kb:text('guide.self-check')"/></legend>
        <p class="hint"><xsl:value-of select="kb:text('guide.self-check-why')"/></p>
        <xsl:for-each select="$items">
          <label class="option"><input type="checkbox" autocomplete="off"/><span><xsl:value-of select="."/></span></label>
        </xsl:for-each>
        <xsl:for-each select="$files">
          <label class="option"><input type="checkbox" autocomplete="off"/><span><xsl:value-of select="kb:text('guide.have-file')"/><xsl:apply-templates select="." mode="label-of"/></span></label>
        </xsl:for-each>
        <p class="all-ticked"><xsl:value-of select="kb:text('guide.all-ticked')"/></p>
      </fieldset>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- Files and fields of the form that opens a case. -->
  <xsl:template name="materials">
    <xsl:variable name="first" select="p:moves/p:move[@from = ''][1]/@form"/>
    <xsl:variable name="form" select="p:forms/p:form[@name = $first]"/>
    <xsl:variable name="files" select="$form//p:attachment"/>
    <xsl:if test="$files">
      <div class="scroll cards" tabindex="0" role="region" aria-label="{kb:text('guide.files')}">
        <table class="cards-table">
          <caption><xsl:value-of select="kb:text('guide.files')"/></caption>
          <thead><tr>
            <th scope="col"><xsl:value-of select="kb:text('guide.file')"/></th>
            <th scope="col"><xsl:value-of select="kb:text('guide.need')"/></th>
            <th scope="col"><xsl:value-of select="kb:text('guide.format')"/></th>
            <th scope="col"><xsl:value-of select="kb:text('guide.clause')"/></th>
          </tr></thead>
          <tbody>
            <xsl:for-each select="$files">
              <tr>
                <th scope="row">
                  <span><xsl:apply-templates select="." mode="label-of"/></span>
                  <xsl:if test="p:hint"><span class="sub"><xsl:apply-templates select="." mode="hint-of"/></span></xsl:if>
                </th>
                <td data-l="{kb:text('guide.need')}">
                  <xsl:choose>
                    <xsl:when test="@required = 'true()'"><xsl:value-of select="kb:text('guide.need-yes')"/></xsl:when>
                    <xsl:when test="@required or @relevant"><xsl:value-of select="kb:text('guide.need-when')"/></xsl:when>
                    <xsl:otherwise><xsl:value-of select="kb:text('guide.need-no')"/></xsl:otherwise>
                  </xsl:choose>
                </td>
                <td data-l="{kb:text('guide.format')}">
                  <xsl:value-of select="translate(@types, ' abcdefghijklmnopqrstuvwxyz', '/ABCDEFGHIJKLMNOPQRSTUVWXYZ')"/>
                  <xsl:if test="@megabytes"><span class="sub"><xsl:value-of select="kb:text('guide.megabytes', string(@megabytes))"/></span></xsl:if>
                </td>
                <td data-l="{kb:text('guide.clause')}"><xsl:call-template name="clauses"><xsl:with-param name="ids" select="concat(normalize-space(@clause), ' ')"/></xsl:call-template></td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </xsl:if>
    <xsl:if test="$form">
      <details>
        <summary><xsl:value-of select="kb:text('guide.fields', string(count($form//p:field)))"/></summary>
        <xsl:for-each select="$form/p:page[.//p:field]">
          <h3><xsl:value-of select="position()"/>. <xsl:apply-templates select="." mode="name-of"/></h3>
          <ul>
            <xsl:for-each select="p:field | p:repeat/p:field">
              <li>
                <xsl:apply-templates select="." mode="label-of"/>
                <xsl:if test="@unit"><xsl:value-of select="kb:text('guide.bracket')"/><xsl:call-template name="unit"><xsl:with-param name="unit" select="string(@unit)"/></xsl:call-template><xsl:value-of select="kb:text('guide.bracket-end')"/></xsl:if>
                <xsl:if test="@required = 'true()'"><span class="quiet"><xsl:value-of select="kb:text('guide.field-needed')"/></span></xsl:if>
                <xsl:if test="p:hint"><span class="sub"> <xsl:apply-templates select="." mode="hint-of"/></span></xsl:if>
              </li>
            </xsl:for-each>
          </ul>
        </xsl:for-each>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- Sources are numbered in the order of the file: "文件1 二（一）2". -->
  <xsl:template match="p:clause" mode="ref">
    <xsl:variable name="first" select="../p:clause[@source = current()/@source][1]"/>
    <xsl:value-of select="kb:text('guide.source', string(count($first/preceding-sibling::p:clause[not(@source = preceding-sibling::p:clause/@source)]) + 1))"/>
    <xsl:text> </xsl:text>
    <xsl:choose>
      <xsl:when test="$en and starts-with(@ref, '任务') and contains(@ref, '、')"><xsl:value-of select="concat('tasks ', substring(substring-before(@ref, '、'), 3), ', ', translate(substring-after(@ref, '、'), '任务', ''))"/></xsl:when>
      <xsl:when test="$en and starts-with(@ref, '任务')"><xsl:value-of select="concat('task ', substring(@ref, 3))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="@ref"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- "S1-2-1-1 S1-4 ": links to the clauses below. -->
  <xsl:template name="clauses">
    <xsl:param name="ids"/>
    <xsl:variable name="id" select="substring-before($ids, ' ')"/>
    <xsl:if test="$id != ''">
      <a class="num" href="#{$id}"><xsl:apply-templates select="key('guide-clause', $id)" mode="ref"/></a>
      <xsl:text> </xsl:text>
      <xsl:call-template name="clauses"><xsl:with-param name="ids" select="substring-after($ids, ' ')"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- A number, a parameter, or something that the decision names. -->
  <xsl:template name="amount">
    <xsl:variable name="limit" select="."/>
    <xsl:variable name="parameter" select="../../p:parameters/p:parameter[contains(concat(translate($limit/@amount, ')]', '  '), ' '), concat('parameter/', @name, ' '))][1]"/>
    <xsl:choose>
      <xsl:when test="number(@amount) = number(@amount)"><xsl:value-of select="kb:text(concat('guide.amount-', @unit), string(@amount))"/></xsl:when>
      <xsl:when test="$parameter and number($parameter/@value) = number($parameter/@value)"><xsl:value-of select="kb:text(concat('guide.amount-', @unit), string($parameter/@value))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="kb:text('guide.amount-named')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="p:limits">
    <h2 id="limits"><xsl:value-of select="kb:text('guide.limits')"/></h2>
    <p><xsl:value-of select="kb:text('guide.limits-why')"/><a href="/tool/deadline"><xsl:value-of select="kb:text('deadline.title')"/></a></p>
    <div class="scroll cards" tabindex="0" role="region" aria-labelledby="limits">
      <table class="cards-table">
        <thead><tr>
          <th scope="col"><xsl:value-of select="kb:text('guide.limit')"/></th>
          <th scope="col"><xsl:value-of select="kb:text('guide.amount')"/></th>
          <th scope="col"><xsl:value-of select="kb:text('guide.set-by')"/></th>
          <th scope="col"><xsl:value-of select="kb:text('guide.clause')"/></th>
        </tr></thead>
        <tbody>
          <xsl:for-each select="p:limit">
            <tr>
              <th scope="row">
                <span><xsl:apply-templates select="." mode="name-of"/></span>
                <xsl:for-each select="p:p[@xml:lang = $lang]"><span class="sub"><xsl:value-of select="."/></span></xsl:for-each>
              </th>
              <td class="num" data-l="{kb:text('guide.amount')}"><xsl:call-template name="amount"/></td>
              <td data-l="{kb:text('guide.set-by')}">
                <xsl:choose>
                  <xsl:when test="@open = 'yes'"><span class="tag prov"><xsl:value-of select="kb:text('guide.open')"/></span></xsl:when>
                  <xsl:otherwise><xsl:value-of select="kb:text('guide.fixed')"/></xsl:otherwise>
                </xsl:choose>
              </td>
              <td data-l="{kb:text('guide.clause')}"><xsl:call-template name="clauses"><xsl:with-param name="ids" select="concat(normalize-space(@clause), ' ')"/></xsl:call-template></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
    <p class="quiet"><xsl:value-of select="kb:text('guide.open-why')"/></p>
  </xsl:template>

  <xsl:template match="p:letters">
    <h3><xsl:value-of select="kb:text('guide.letters')"/></h3>
    <ul>
      <xsl:for-each select="p:letter">
        <li>
          <xsl:apply-templates select="." mode="name-of"/>
          <span class="quiet"><xsl:text> </xsl:text><xsl:apply-templates select="key('flow-party', @by)" mode="flow-title"/><xsl:value-of select="kb:text(concat('guide.letter-', @form))"/></span>
        </li>
      </xsl:for-each>
    </ul>
    <p><a href="/verify"><xsl:value-of select="kb:text('guide.verify')"/></a></p>
  </xsl:template>

  <xsl:template match="p:basis">
    <h2 id="basis"><xsl:value-of select="kb:text('guide.basis')"/></h2>
    <p class="quiet"><xsl:value-of select="kb:text('guide.basis-why')"/></p>
    <dl class="clauses">
      <xsl:for-each select="p:clause">
        <div id="{@id}">
          <dt>
            <b class="num"><xsl:apply-templates select="." mode="ref"/></b>
            <span class="sub">
              <xsl:choose>
                <xsl:when test="@url"><a href="{@url}" rel="external"><xsl:value-of select="@source"/></a></xsl:when>
                <xsl:otherwise><xsl:value-of select="@source"/></xsl:otherwise>
              </xsl:choose>
            </span>
          </dt>
          <dd><xsl:for-each select="p:p[@xml:lang = $lang]"><xsl:value-of select="."/></xsl:for-each></dd>
        </div>
      </xsl:for-each>
    </dl>
  </xsl:template>

  <xsl:template match="p:parameters">
    <h2 id="parameters"><xsl:value-of select="kb:text('guide.parameters')"/></h2>
    <p class="quiet"><xsl:value-of select="kb:text('guide.parameters-why')"/></p>
    <div class="scroll cards" tabindex="0" role="region" aria-labelledby="parameters">
      <table class="cards-table">
        <thead><tr>
          <th scope="col"><xsl:value-of select="kb:text('guide.parameter')"/></th>
          <th scope="col"><xsl:value-of select="kb:text('guide.value')"/></th>
          <th scope="col"><xsl:value-of select="kb:text('guide.set-by')"/></th>
          <th scope="col"><xsl:value-of select="kb:text('guide.clause')"/></th>
        </tr></thead>
        <tbody>
          <xsl:for-each select="p:parameter">
            <tr>
              <th scope="row">
                <span><xsl:apply-templates select="." mode="label-of"/></span>
                <xsl:if test="p:hint"><span class="sub"><xsl:apply-templates select="." mode="hint-of"/></span></xsl:if>
              </th>
              <td data-l="{kb:text('guide.value')}"><xsl:value-of select="@value"/><xsl:if test="@unit"><xsl:call-template name="unit"><xsl:with-param name="unit" select="string(@unit)"/></xsl:call-template></xsl:if></td>
              <td data-l="{kb:text('guide.set-by')}">
                <xsl:choose>
                  <xsl:when test="@open = 'yes'"><span class="tag prov"><xsl:value-of select="kb:text('guide.open')"/></span></xsl:when>
                  <xsl:otherwise><xsl:value-of select="kb:text('guide.fixed')"/></xsl:otherwise>
                </xsl:choose>
              </td>
              <td data-l="{kb:text('guide.clause')}"><xsl:call-template name="clauses"><xsl:with-param name="ids" select="concat(normalize-space(@clause), ' ')"/></xsl:call-template></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
    <xsl:if test="p:local">
      <h3 id="local"><xsl:value-of select="kb:text('guide.local')"/></h3>
      <p class="quiet"><xsl:value-of select="kb:text('guide.local-why')"/></p>
      <dl>
        <xsl:for-each select="p:local">
          <dt><xsl:call-template name="say"><xsl:with-param name="of" select="p:title"/></xsl:call-template><xsl:text> </xsl:text><span class="sub"><xsl:value-of select="@source"/></span></dt>
          <xsl:for-each select="p:value">
            <xsl:variable name="parameter" select="../../p:parameter[@name = current()/@parameter]"/>
            <dd><xsl:apply-templates select="$parameter" mode="label-of"/><xsl:value-of select="kb:text('form.colon')"/><xsl:value-of select="@value"/><xsl:if test="$parameter/@unit"><xsl:call-template name="unit"><xsl:with-param name="unit" select="string($parameter/@unit)"/></xsl:call-template></xsl:if></dd>
          </xsl:for-each>
        </xsl:for-each>
      </dl>
    </xsl:if>
  </xsl:template>

  <xsl:template match="p:faq">
    <details class="faq">
      <summary><xsl:value-of select="p:question"/></summary>
      <p><xsl:value-of select="p:answer"/></p>
    </details>
  </xsl:template>

  <!-- A worked example: the steps with their days, and what they lead to. -->
  <xsl:template match="p:example">
    <details>
      <summary><xsl:apply-templates select="." mode="name-of"/></summary>
      <ol class="line">
        <xsl:for-each select="p:step | p:expect">
          <xsl:apply-templates select="."/>
        </xsl:for-each>
      </ol>
    </details>
  </xsl:template>

  <xsl:template match="p:step">
    <xsl:variable name="at" select="(@at | preceding-sibling::p:step/@at | ../@today)[last()]"/>
    <li>
      <time datetime="{$at}"><xsl:value-of select="kb:date(string($at))"/></time>
      <p>
        <xsl:if test="@by"><xsl:apply-templates select="key('flow-party', @by)" mode="flow-title"/><xsl:value-of select="kb:text('flow.colon')"/></xsl:if>
        <b>
          <xsl:choose>
            <xsl:when test="@child"><xsl:value-of select="kb:text('guide.child', string(@child))"/></xsl:when>
            <xsl:otherwise><xsl:apply-templates select="../../../p:moves/p:move[@name = current()/@move]" mode="name-of"/></xsl:otherwise>
          </xsl:choose>
        </b>
        <xsl:if test="@expect and @expect != 'ok'"><xsl:text> </xsl:text><span class="tag bad"><xsl:value-of select="kb:text('guide.refused-by-system')"/></span></xsl:if>
      </p>
    </li>
  </xsl:template>

  <xsl:template match="p:expect">
    <xsl:if test="not(@child) and (@state or @due or @letter)">
      <li class="note">
        <p>
          <xsl:if test="@state"><span class="sub"><xsl:value-of select="kb:text('guide.then-state')"/><xsl:apply-templates select="key('flow-state', @state)" mode="flow-title"/></span></xsl:if>
          <xsl:if test="@due"><span class="sub"><xsl:value-of select="kb:text('guide.then-due')"/><xsl:apply-templates select="../../../p:limits/p:limit[@name = current()/@limit]" mode="name-of"/><xsl:text> </xsl:text><xsl:value-of select="kb:date(string(@due))"/></span></xsl:if>
          <xsl:if test="@letter"><span class="sub"><xsl:value-of select="kb:text('guide.then-letter')"/><xsl:apply-templates select="../../../p:letters/p:letter[@name = current()/@letter]" mode="name-of"/><xsl:text> </xsl:text><span class="num"><xsl:value-of select="@number"/></span></span></xsl:if>
        </p>
      </li>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
