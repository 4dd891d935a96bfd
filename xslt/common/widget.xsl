<?xml version="1.0" encoding="UTF-8"?>
<!--
widget.xsl: the parts used everywhere, one named template each; import it
beside layout.xsl. Texts: text.*.xml. Parameters are strings unless noted.

  banner      kind(info good warn bad), title, text
  empty       text, href, action          what to do when a list is empty
  pager       after                       first, previous, next page of a list
  export      -                           this list as CSV and XML
  tab         href, text, on(boolean), n  one li of <ul class="tabs">
  tag         state, text                 word with a shape
  case-head   case (a row of api.case_view)
  clock       limit (a row of api.limit_view)
  due         due, left, provisional, done(boolean)   short form, for lists
  timeline    events (node set)
  files       files (node set: name type size sha256, ref or attachment_id), drop(boolean)
  size        bytes
  known       key, text           a text of that key, or the Chinese text
  say         of (node set of texts with xml:lang)
  levels      (context: p:party) which organisations it may be
  unit        unit
A column in two languages is written title[$zh] | title_en[$en].
form.xsl has the controls of form fields, summary.xsl the summary lists.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb p">

  <xsl:key name="clause-of" match="p:clause" use="concat(@source, ' ', @ref)"/>

  <!-- A text given in two languages; the first stands in where one lacks. -->
  <xsl:template name="say">
    <xsl:param name="of"/>
    <xsl:choose>
      <xsl:when test="$of[@xml:lang = $lang]"><xsl:value-of select="$of[@xml:lang = $lang]"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$of[1]"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="banner">
    <xsl:param name="kind" select="'info'"/>
    <xsl:param name="title"/>
    <xsl:param name="text"/>
    <div class="banner {$kind}" role="status">
      <xsl:if test="$kind = 'bad'"><xsl:attribute name="role">alert</xsl:attribute></xsl:if>
      <xsl:if test="$title != ''"><p class="t"><xsl:value-of select="$title"/></p></xsl:if>
      <xsl:if test="$text != ''"><p><xsl:value-of select="$text"/></p></xsl:if>
    </div>
  </xsl:template>

  <xsl:template name="empty">
    <xsl:param name="text"/>
    <xsl:param name="href"/>
    <xsl:param name="action"/>
    <div class="empty">
      <p><xsl:value-of select="$text"/></p>
      <xsl:if test="$href != ''"><p><a class="button" href="{$href}"><xsl:value-of select="$action"/></a></p></xsl:if>
    </div>
  </xsl:template>

  <!-- A list goes on behind a mark (`after`); `back` remembers the marks of the
       pages before, the last first. Forms, not links: the browser then encodes
       the filter's values. -->
  <xsl:template name="pager">
    <xsl:param name="after"/>
    <xsl:variable name="now" select="string(/page/query/p[@name = 'after'])"/>
    <xsl:variable name="back" select="string(/page/query/p[@name = 'back'])"/>
    <xsl:if test="$after != '' or $now != ''">
      <nav class="pager" aria-label="{kb:text('list.pages')}">
        <xsl:if test="$now != ''">
          <xsl:call-template name="turn"><xsl:with-param name="text" select="kb:text('list.first')"/></xsl:call-template>
          <xsl:call-template name="turn">
            <xsl:with-param name="text" select="kb:text('list.prev')"/>
            <xsl:with-param name="after" select="substring-before(concat($back, '!'), '!')"/>
            <xsl:with-param name="back" select="substring-after($back, '!')"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:if test="$after != ''">
          <xsl:call-template name="turn">
            <xsl:with-param name="text" select="kb:text('list.next')"/>
            <xsl:with-param name="after" select="$after"/>
            <xsl:with-param name="back" select="substring(concat($now, '!', $back), 1, 1500)"/>
          </xsl:call-template>
        </xsl:if>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template name="turn">
    <xsl:param name="text"/>
    <xsl:param name="after"/>
    <xsl:param name="back"/>
    <form method="get" action="{$path}">
      <xsl:for-each select="/page/query/p[@name = 'q' or @name = 'procedure' or @name = 'state' or @name = 'sort' or @name = 'tab' or @name = 'way' or @name = 'kind' or @name = 'year' or @name = 'region' or @name = 'organ']"><input type="hidden" name="{@name}" value="{.}"/></xsl:for-each>
      <xsl:if test="$after != ''"><input type="hidden" name="after" value="{$after}"/></xsl:if>
      <xsl:if test="translate($back, '!', '') != ''"><input type="hidden" name="back" value="{$back}"/></xsl:if>
      <button><xsl:value-of select="$text"/></button>
    </form>
  </xsl:template>

  <!-- This list as a file; the same conditions. -->
  <!-- list: where a page has several, the statement whose rows are meant. -->
  <xsl:template name="export">
    <xsl:param name="list"/>
    <xsl:variable name="uri">
      <xsl:choose>
        <xsl:when test="contains(/page/@uri, '?')"><xsl:value-of select="concat(/page/@uri, '&amp;')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="concat($path, '?')"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <p class="export">
      <xsl:value-of select="kb:text('list.save-as')"/>
      <xsl:choose>
        <xsl:when test="$list != ''">
          <a href="{$uri}format=csv&amp;list={$list}" download="">CSV</a>
          <a href="{$uri}format=xlsx&amp;list={$list}" download="">XLSX</a>
        </xsl:when>
        <xsl:otherwise>
          <a href="{$uri}format=csv" download="">CSV</a>
          <a href="{$uri}format=xlsx" download="">XLSX</a>
        </xsl:otherwise>
      </xsl:choose>
      <a href="{$uri}format=xml">XML</a>
    </p>
  </xsl:template>

  <xsl:template name="tab">
    <xsl:param name="href"/>
    <xsl:param name="text"/>
    <xsl:param name="on" select="false()"/>
    <xsl:param name="n"/>
    <li>
      <a href="{$href}">
        <xsl:if test="$on"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
        <xsl:value-of select="$text"/>
        <xsl:if test="$n != ''"><xsl:text> </xsl:text><span class="n"><xsl:value-of select="$n"/></span></xsl:if>
      </a>
    </li>
  </xsl:template>

  <!-- Number, state in citizens' words, who has it, since when, next, due. -->
  <xsl:template name="case-head">
    <xsl:param name="case"/>
    <dl class="head">
      <div><dt><xsl:value-of select="kb:text('case.number')"/></dt><dd class="num"><xsl:value-of select="$case/number"/></dd></div>
      <div>
        <dt><xsl:value-of select="kb:text('case.state')"/></dt>
        <dd>
          <span class="tag {$case/public_state}"><xsl:value-of select="kb:text(concat('state.', $case/public_state))"/></span>
          <xsl:text> </xsl:text>
          <span class="sub"><xsl:value-of select="$case/state_title[$zh] | $case/state_title_en[$en]"/></span>
        </dd>
      </div>
      <xsl:if test="$case/holder_name != ''">
        <div>
          <dt><xsl:value-of select="kb:text('case.holder')"/></dt>
          <dd>
            <xsl:apply-templates select="$case/holder_name" mode="named"/>
            <xsl:if test="$case/changed_at"><span class="sub"><xsl:value-of select="kb:text('case.since', kb:date(string($case/changed_at)))"/></span></xsl:if>
          </dd>
        </div>
      </xsl:if>
      <xsl:if test="$case/due_on != ''">
        <div>
          <dt><xsl:value-of select="$case/due_name[$zh] | $case/due_name_en[$en]"/></dt>
          <dd>
            <xsl:call-template name="due">
              <xsl:with-param name="due" select="$case/due_on"/>
              <xsl:with-param name="left" select="$case/days_left"/>
              <xsl:with-param name="provisional" select="$case/due_provisional"/>
            </xsl:call-template>
          </dd>
        </div>
      </xsl:if>
    </dl>
  </xsl:template>

  <!-- The due date and what is left, in words; red only when overdue. -->
  <xsl:template name="due">
    <xsl:param name="due"/>
    <xsl:param name="left"/>
    <xsl:param name="provisional"/>
    <xsl:param name="done" select="false()"/>
    <time datetime="{$due}"><xsl:value-of select="kb:date-long(string($due))"/></time>
    <xsl:choose>
      <xsl:when test="$done or $left = ''"/>
      <xsl:when test="$left &lt; 0"><xsl:text> </xsl:text><span class="tag late"><xsl:value-of select="kb:text('clock.over', string(-$left))"/></span></xsl:when>
      <xsl:when test="$left = 0"><xsl:text> </xsl:text><span class="tag soon"><xsl:value-of select="kb:text('clock.today')"/></span></xsl:when>
      <xsl:when test="$left &lt;= 3"><xsl:text> </xsl:text><span class="tag soon"><xsl:value-of select="kb:text('clock.left', string($left))"/></span></xsl:when>
      <xsl:otherwise><xsl:text> </xsl:text><span class="sub"><xsl:value-of select="kb:text('clock.left', string($left))"/></span></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$provisional = 't' or $provisional = 'true'">
      <xsl:text> </xsl:text><span class="tag prov" title="{kb:text('clock.provisional-why')}"><xsl:value-of select="kb:text('clock.provisional')"/></span>
    </xsl:if>
  </xsl:template>

  <xsl:template name="clock">
    <xsl:param name="limit"/>
    <xsl:variable name="trace" select="$limit/trace/trace | $limit/trace[@start]"/>
    <section class="clock {$limit/status}">
      <h3><xsl:value-of select="$limit/title[$zh] | $limit/title_en[$en]"/></h3>
      <p class="due">
        <xsl:call-template name="due">
          <xsl:with-param name="due" select="$limit/due_on"/>
          <xsl:with-param name="left" select="$limit/days_left"/>
          <xsl:with-param name="provisional" select="$limit/provisional"/>
          <xsl:with-param name="done" select="$limit/status != 'running'"/>
        </xsl:call-template>
        <xsl:if test="$limit/status != 'running'">
          <xsl:text> </xsl:text>
          <span class="tag limit-{$limit/status}"><xsl:value-of select="kb:text(concat('clock.', $limit/status))"/></span>
        </xsl:if>
      </p>
      <xsl:if test="$trace">
        <details>
          <summary><xsl:value-of select="kb:text('clock.why')"/></summary>
          <xsl:apply-templates select="$trace" mode="why"/>
        </details>
      </xsl:if>
    </section>
  </xsl:template>

  <!-- Why this date: start, amount, each day that was skipped or counted. -->
  <xsl:template match="trace" mode="why">
    <p>
      <xsl:value-of select="kb:text('clock.start', kb:date-long(string(@start)))"/>
      <xsl:value-of select="kb:text(concat('clock.amount-', @unit), string(@amount))"/>
      <xsl:if test="@raw != '' and @raw != @due"><xsl:value-of select="kb:text('clock.raw', kb:date-long(string(@raw)))"/></xsl:if>
      <b><xsl:value-of select="kb:text('clock.due', kb:date-long(string(@due)))"/></b>
    </p>
    <xsl:if test="@provisional = 'true' or @provisional = 't' or @provisional = 'yes'"><p class="prov"><xsl:value-of select="kb:text('clock.provisional-why')"/></p></xsl:if>
    <xsl:if test="suspended">
      <ul class="plain">
        <xsl:for-each select="suspended">
          <li>
            <xsl:value-of select="kb:text('clock.suspended-from', kb:date(string(@from)), kb:date(string(@to)))"/>
            <xsl:if test="@reason != ''"><xsl:text> </xsl:text><xsl:value-of select="@reason"/></xsl:if>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
    <xsl:if test="day">
      <table class="days">
        <caption><xsl:value-of select="kb:text('clock.days')"/></caption>
        <thead><tr><th scope="col"><xsl:value-of select="kb:text('clock.day')"/></th><th scope="col"><xsl:value-of select="kb:text('clock.kind')"/></th></tr></thead>
        <tbody>
          <xsl:for-each select="day">
            <tr class="{@kind}">
              <td><time datetime="{@date}"><xsl:value-of select="kb:date-long(string(@date))"/></time></td>
              <td>
                <xsl:value-of select="kb:text(concat('clock.kind-', @kind))"/>
                <xsl:if test="@name != ''">
                  <xsl:text> </xsl:text>
                  <xsl:call-template name="known"><xsl:with-param name="key" select="concat('holiday.', @name)"/><xsl:with-param name="text" select="@name"/></xsl:call-template>
                </xsl:if>
                <xsl:if test="@notice != ''"><span class="sub"><xsl:value-of select="@notice"/></span></xsl:if>
              </td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </xsl:if>
    <xsl:for-each select="rule">
      <xsl:variable name="said" select="key('clause-of', concat(@source, ' ', @ref))[1]/p:p[@xml:lang = $lang]"/>
      <p class="rule">
        <xsl:for-each select="$said"><xsl:value-of select="concat(., ' ')"/></xsl:for-each>
        <xsl:if test="not($said)"><xsl:call-template name="known"><xsl:with-param name="key" select="concat('rule.', @source, @ref)"/><xsl:with-param name="text" select="."/></xsl:call-template></xsl:if>
        <span class="sub"><xsl:call-template name="known"><xsl:with-param name="key" select="concat('clause.', @source, @ref)"/><xsl:with-param name="text" select="concat(@source, ' ', @ref)"/></xsl:call-template></span>
      </p>
    </xsl:for-each>
  </xsl:template>

  <!-- Words of the database in the page's language, Chinese where they have none. -->
  <xsl:template name="known">
    <xsl:param name="key"/>
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="kb:has-text($key)"><xsl:value-of select="kb:text($key)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="timeline">
    <xsl:param name="events"/>
    <ol class="line">
      <!-- Of what happened again and again by itself the first and the last. -->
      <xsl:for-each select="$events[person_name or not(move_title = preceding-sibling::event[1]/move_title) or not(move_title = following-sibling::event[1]/move_title)]">
        <li class="{kind}">
          <time datetime="{at}"><xsl:value-of select="kb:date(string(at))"/><xsl:text> </xsl:text><xsl:value-of select="substring(at, 12, 5)"/></time>
          <p>
            <b>
              <xsl:choose>
                <xsl:when test="move_title"><xsl:value-of select="move_title[$zh] | move_title_en[$en]"/></xsl:when>
                <xsl:when test="kind"><xsl:value-of select="kb:text(concat('event.', kind))"/></xsl:when>
              </xsl:choose>
            </b>
            <xsl:if test="to_title != ''"><xsl:text> </xsl:text><span class="sub">→ <xsl:value-of select="to_title[$zh] | to_title_en[$en]"/></span></xsl:if>
          </p>
          <xsl:if test="organ_name != '' or person_name != ''">
            <p class="sub"><xsl:apply-templates select="organ_name" mode="named"/><xsl:text> </xsl:text><xsl:apply-templates select="person_name[. != ../organ_name]" mode="named"/></p>
          </xsl:if>
          <xsl:if test="note != ''">
            <p class="note"><xsl:apply-templates select="note"/></p>
          </xsl:if>
          <xsl:if test="not(person_name) and move_title = preceding-sibling::event[1]/move_title and move_title = preceding-sibling::event[2]/move_title">
            <p class="sub"><xsl:value-of select="kb:text('case.again')"/></p>
          </xsl:if>
        </li>
      </xsl:for-each>
    </ol>
  </xsl:template>

  <!-- What an event notes: of a rating its level. -->
  <xsl:template match="event[kind = 'rate']/note"><xsl:value-of select="kb:text(concat('case.rate-', .))"/></xsl:template>

  <!-- Attachments: rows of api.attachment_view or api.notice_file_view, or elements of a data element
       (<plan ref name type size sha256/>). -->
  <xsl:template name="files">
    <xsl:param name="files"/>
    <xsl:param name="drop" select="false()"/>
    <ul class="files">
      <xsl:for-each select="$files">
        <xsl:variable name="id" select="string(@ref | attachment_id)"/>
        <li>
          <xsl:if test="field">
            <xsl:variable name="of" select="/page/p:procedure/p:forms/p:form[@name = current()/form]//p:attachment[@name = current()/field]/p:label"/>
            <xsl:if test="$of"><xsl:call-template name="say"><xsl:with-param name="of" select="$of"/></xsl:call-template><xsl:value-of select="kb:text('form.colon')"/></xsl:if>
          </xsl:if>
          <a><xsl:attribute name="href"><xsl:if test="notice_id"><xsl:value-of select="concat('/notice/', notice_id, '/file/', $id)"/></xsl:if><xsl:if test="not(notice_id)"><xsl:value-of select="concat('/attachment/', $id)"/></xsl:if></xsl:attribute><xsl:value-of select="@name | name"/></a>
          <span class="sub">
            <xsl:call-template name="file-type"><xsl:with-param name="type" select="string(@type | type)"/></xsl:call-template>
            <xsl:text> · </xsl:text>
            <xsl:call-template name="size"><xsl:with-param name="bytes" select="string(@size | size)"/></xsl:call-template>
            <xsl:text> · </xsl:text>
            <span class="digest" title="{@sha256 | sha256}">SHA-256 <xsl:value-of select="substring(string(@sha256 | sha256), 1, 12)"/>…</span>
          </span>
          <xsl:if test="$drop">
            <button class="small" name="do" value="drop:{$id}"><xsl:value-of select="kb:text('form.drop')"/><span class="hid"><xsl:value-of select="@name | name"/></span></button>
          </xsl:if>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template name="file-type">
    <xsl:param name="type"/>
    <xsl:choose>
      <xsl:when test="$type = 'application/pdf'">PDF</xsl:when>
      <xsl:when test="$type = 'application/ofd'">OFD</xsl:when>
      <xsl:when test="$type = 'image/jpeg'">JPEG</xsl:when>
      <xsl:when test="$type = 'image/png'">PNG</xsl:when>
      <xsl:when test="$type = 'text/plain'">TXT</xsl:when>
      <xsl:when test="$type = 'application/zip'">ZIP</xsl:when>
      <xsl:when test="contains($type, 'wordprocessingml')">DOCX</xsl:when>
      <xsl:when test="contains($type, 'spreadsheetml')">XLSX</xsl:when>
      <xsl:otherwise><xsl:value-of select="$type"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="size">
    <xsl:param name="bytes"/>
    <xsl:choose>
      <xsl:when test="$bytes &gt;= 1048576"><xsl:value-of select="format-number($bytes div 1048576, '0.0')"/> MB</xsl:when>
      <xsl:when test="$bytes &gt;= 1024"><xsl:value-of select="format-number($bytes div 1024, '0')"/> kB</xsl:when>
      <xsl:otherwise><xsl:value-of select="$bytes"/> B</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Of a party: which organisations, "地级、县级人民政府". -->
  <xsl:template name="levels">
    <xsl:call-template name="each-word"><xsl:with-param name="list" select="concat(normalize-space(@levels), ' ')"/><xsl:with-param name="key" select="'guide.level-'"/></xsl:call-template>
    <xsl:if test="$en and @levels"><xsl:text> </xsl:text></xsl:if>
    <xsl:call-template name="each-word"><xsl:with-param name="list" select="concat(normalize-space(@kinds), ' ')"/><xsl:with-param name="key" select="'guide.kind-'"/></xsl:call-template>
  </xsl:template>
  <xsl:template name="each-word">
    <xsl:param name="list"/>
    <xsl:param name="key"/>
    <xsl:variable name="word" select="substring-before($list, ' ')"/>
    <xsl:if test="$word != ''">
      <xsl:value-of select="kb:text(concat($key, $word))"/>
      <xsl:if test="substring-after($list, ' ') != ''"><xsl:value-of select="kb:text('form.and')"/></xsl:if>
      <xsl:call-template name="each-word"><xsl:with-param name="list" select="substring-after($list, ' ')"/><xsl:with-param name="key" select="$key"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- A unit in the page's language, as given where there is no text for it. -->
  <xsl:template name="unit">
    <xsl:param name="unit"/>
    <span class="unit">
      <xsl:choose>
        <xsl:when test="$en and kb:has-text(concat('unit.', $unit))"><xsl:value-of select="kb:text(concat('unit.', $unit))"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$unit"/></xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>
</xsl:stylesheet>
