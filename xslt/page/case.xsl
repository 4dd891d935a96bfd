<?xml version="1.0" encoding="UTF-8"?>
<!--
case.xsl: /case/NUMBER: one case, as whoever may read it sees it.
Input: <page><case … document/> <event/>* <limit/>* <letter/>* <move/>*
  <attachment/>* <link/>* <like/>* <notification/>* <rating/>? <receipt query_code/>?
  <name code name/>* as sql/page/case.sql gives them, and
  <procedure xmlns="urn:kuaibao:procedure:1"> the version the case runs on.
?done=MOVE shows the confirmation of that move on top.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb p">

  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/form.xsl"/>
  <xsl:import href="../common/summary.xsl"/>
  <xsl:import href="../common/case.xsl"/>
  <xsl:import href="../common/likeness.xsl"/>
  <xsl:import href="../common/drawing.xsl"/>

  <xsl:variable name="done" select="string(/page/query/p[@name = 'done'])"/>

  <xsl:template match="page" mode="main">
    <xsl:call-template name="case-done"/>
    <xsl:call-template name="case-head"><xsl:with-param name="case" select="case"/></xsl:call-template>
    <xsl:if test="move[permitted = 't']"><p class="jump"><a class="button" href="#do"><xsl:value-of select="kb:text('case.do')"/></a></p></xsl:if>
    <xsl:call-template name="case-tabs"><xsl:with-param name="on" select="'case'"/></xsl:call-template>
    <xsl:if test="board"><xsl:call-template name="case-board"/></xsl:if>
    <xsl:call-template name="case-letters"/>
    <xsl:call-template name="drawings"><xsl:with-param name="record" select="case/document/case/record"/><xsl:with-param name="procedure" select="p:procedure"/></xsl:call-template>
    <xsl:call-template name="case-data"/>
    <xsl:call-template name="case-likeness"/>
    <xsl:call-template name="case-files"/>
    <xsl:call-template name="case-messages"/>
    <xsl:call-template name="case-related"/>
    <xsl:call-template name="case-history"/>
    <xsl:call-template name="case-rating"/>
  </xsl:template>

  <xsl:template match="page" mode="rail">
    <xsl:call-template name="case-moves"/>
    <xsl:if test="limit">
      <section>
        <h2><xsl:value-of select="kb:text('case.clocks')"/></h2>
        <xsl:for-each select="limit">
          <xsl:call-template name="clock"><xsl:with-param name="limit" select="."/></xsl:call-template>
        </xsl:for-each>
      </section>
    </xsl:if>
    <xsl:call-template name="case-facts"/>
  </xsl:template>

  <!-- What was just done: the receipt, to be printed and kept. -->
  <xsl:template name="case-done">
    <xsl:variable name="move" select="p:procedure/p:moves/p:move[@name = $done]"/>
    <xsl:choose>
      <xsl:when test="$move">
        <div class="panel" role="status">
          <p class="t">
            <xsl:variable name="what"><xsl:call-template name="say"><xsl:with-param name="of" select="$move/p:title"/></xsl:call-template></xsl:variable>
            <xsl:value-of select="kb:text('case.done-title', string($what))"/>
          </p>
          <p><xsl:value-of select="kb:text('case.number')"/><xsl:text> </xsl:text><b class="num"><xsl:value-of select="case/number"/></b></p>
          <xsl:if test="receipt/query_code != ''">
            <p><xsl:value-of select="kb:text('case.query-code')"/><xsl:text> </xsl:text><b class="num"><xsl:value-of select="receipt/query_code"/></b></p>
            <p><xsl:value-of select="kb:text('case.done-keep')"/></p>
          </xsl:if>
          <xsl:if test="done"><p><xsl:value-of select="done/text[$zh] | done/text_en[$en]"/></p></xsl:if>
          <xsl:call-template name="case-next"/>
          <p class="acts">
            <a class="button second" href="/work"><xsl:value-of select="kb:text('case.back-list')"/></a>
            <span class="sub"><xsl:value-of select="kb:text('case.done-print')"/></span>
          </p>
        </div>
      </xsl:when>
      <xsl:when test="$done = 'rate'">
        <xsl:call-template name="banner"><xsl:with-param name="kind" select="'good'"/><xsl:with-param name="title" select="kb:text('case.rate-thanks')"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="$done = 'claim'">
        <xsl:call-template name="banner"><xsl:with-param name="kind" select="'good'"/><xsl:with-param name="title" select="kb:text('case.claimed')"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="$done = 'release'">
        <xsl:call-template name="banner"><xsl:with-param name="kind" select="'good'"/><xsl:with-param name="title" select="kb:text('case.released')"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="$done = 'void'">
        <xsl:call-template name="banner"><xsl:with-param name="kind" select="'good'"/><xsl:with-param name="title" select="kb:text('case.voided')"/></xsl:call-template>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Who has it now, what they do, by when. -->
  <xsl:template name="case-next">
    <xsl:variable name="state">
      <xsl:choose>
        <xsl:when test="case/state_title"><xsl:value-of select="case/state_title[$zh] | case/state_title_en[$en]"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="kb:text(concat('state.', case/public_state))"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <p>
      <xsl:choose>
        <xsl:when test="case/closed_at"><xsl:value-of select="kb:text('case.step-final')"/></xsl:when>
        <xsl:when test="case/holder_name">
          <xsl:value-of select="kb:text('case.step-now', string(case/holder_name), string($state))"/>
          <xsl:if test="case/due_on"><xsl:value-of select="kb:text('case.step-due', kb:date-long(string(case/due_on)))"/></xsl:if>
        </xsl:when>
      </xsl:choose>
    </p>
  </xsl:template>

  <!-- What stands open in three states or more (to withdraw, to suspend) is rarely the next
       step and stands last; the main button is the step on, not a correction or a refusal. -->
  <xsl:variable name="wide" select="/page/p:procedure/p:moves/p:move[contains(substring-after(normalize-space(@from), ' '), ' ')]/@name"/>
  <xsl:variable name="states" select="/page/p:procedure/p:states/p:state"/>
  <xsl:variable name="aside" select="$states[@public = 'correcting' or @final = 'withdrawn' or @final = 'refused']"/>
  <xsl:variable name="forward" select="/page/move[permitted = 't'][not(name = $wide)][not(name = /page/p:procedure/p:moves/p:move[@to = $aside/@name]/@name)]"/>

  <!-- Buttons of what the reader may do; and why not, where they may not. -->
  <xsl:template name="case-moves">
    <section class="noprint">
      <h2 id="do"><xsl:value-of select="kb:text('case.do')"/></h2>
      <xsl:choose>
        <xsl:when test="move[permitted = 't']">
          <ul class="moves">
            <xsl:apply-templates select="$forward" mode="do"/>
            <xsl:apply-templates select="move[permitted = 't'][not(name = $forward/name)][not(name = $wide)]" mode="do"/>
            <xsl:apply-templates select="move[permitted = 't'][name = $wide]" mode="do"/>
          </ul>
        </xsl:when>
        <xsl:otherwise><p class="sub"><xsl:value-of select="kb:text('case.do-none')"/></p></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="case/reader = 't' and not(case/closed_at) and not(case/claimed_name) and move[permitted = 't'] and actor/organ_kind = 'office'">
        <form method="post" action="/case/{case/number}">
          <xsl:call-template name="hidden"/>
          <p><button class="second" name="do" value="claim"><xsl:value-of select="kb:text('work.claim')"/></button></p>
        </form>
      </xsl:if>
      <xsl:if test="case/claimed = 't' and not(case/closed_at)">
        <form method="post" action="/case/{case/number}">
          <xsl:call-template name="hidden"/>
          <p><button class="second" name="do" value="release"><xsl:value-of select="kb:text('work.release')"/></button></p>
        </form>
      </xsl:if>
      <xsl:if test="move[permitted != 't']">
        <details>
          <summary><xsl:value-of select="kb:text('case.not-now')"/></summary>
          <ul class="moves"><xsl:apply-templates select="move[permitted != 't']" mode="do"/></ul>
        </details>
      </xsl:if>
    </section>
  </xsl:template>

  <xsl:template match="move[permitted = 't']" mode="do">
    <li>
      <form method="post" action="/case/{/page/case/number}/do/{name}">
        <xsl:call-template name="hidden"/>
        <button>
          <xsl:if test="not(name = $forward[1]/name)"><xsl:attribute name="class">second</xsl:attribute></xsl:if>
          <xsl:value-of select="title[$zh] | title_en[$en]"/>
        </button>
      </form>
      <xsl:if test="help"><p class="sub"><xsl:value-of select="help[$zh] | help_en[$en]"/></p></xsl:if>
    </li>
  </xsl:template>

  <xsl:template match="move" mode="do">
    <xsl:variable name="party" select="/page/p:procedure/p:parties/p:party[@name = current()/party]/p:label[@xml:lang = $lang]"/>
    <li class="not">
      <b><xsl:value-of select="title[$zh] | title_en[$en]"/></b>
      <p class="sub">
        <xsl:choose>
          <xsl:when test="why = 'error.not-your-move'"><xsl:value-of select="kb:text('case.why.party', string($party))"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="kb:text(string(why), string(title[$zh] | title_en[$en]))"/></xsl:otherwise>
        </xsl:choose>
      </p>
    </li>
  </xsl:template>

  <xsl:template name="case-facts">
    <section>
      <h2><xsl:value-of select="kb:text('case.about')"/></h2>
      <dl class="facts">
        <div><dt><xsl:value-of select="kb:text('case.procedure')"/></dt><dd><a href="/guide/{case/procedure}"><xsl:value-of select="case/title[$zh] | case/title_en[$en]"/></a></dd></div>
        <div><dt><xsl:value-of select="kb:text('case.version')"/></dt><dd><xsl:value-of select="kb:text('case.version-text', string(case/version), kb:date(string(p:procedure/@from)))"/></dd></div>
        <xsl:apply-templates select="case" mode="parties"/>
        <div><dt><xsl:value-of select="kb:text('case.opened')"/></dt><dd><xsl:value-of select="kb:date(string(case/opened_at))"/></dd></div>
        <xsl:if test="case/claimed_name"><div><dt><xsl:value-of select="kb:text('work.handler')"/></dt><dd><xsl:value-of select="case/claimed_name"/></dd></div></xsl:if>
        <xsl:if test="receipt/query_code != ''"><div><dt><xsl:value-of select="kb:text('case.query-code')"/></dt><dd class="num"><xsl:value-of select="receipt/query_code"/></dd></div></xsl:if>
      </dl>
    </section>
  </xsl:template>

  <xsl:template name="case-letters">
    <xsl:if test="letter">
      <h2><xsl:value-of select="kb:text('case.letters')"/></h2>
      <p><a href="/case/{/page/case/number}/archive.zip"><xsl:value-of select="kb:text('case.archive')"/></a></p>
      <ul class="letters">
        <xsl:for-each select="letter">
          <li>
            <p>
              <a href="/case/{/page/case/number}/letter/{code}"><b><xsl:value-of select="title[$zh] | title_en[$en]"/></b></a>
              <xsl:text> </xsl:text><span class="mark"><xsl:value-of select="number"/></span>
              <xsl:text> </xsl:text><span class="tag {status}"><xsl:value-of select="kb:text(concat('case.letter.', status))"/></span>
            </p>
            <p class="sub"><xsl:apply-templates select="organ_name" mode="named"/><xsl:text> · </xsl:text><xsl:value-of select="kb:date(string(signed_on))"/><xsl:text> · </xsl:text><xsl:value-of select="kb:text('case.letter-code')"/><xsl:text> </xsl:text><span class="num"><xsl:value-of select="code"/></span></p>
            <xsl:if test="void_reason != ''"><p class="sub"><xsl:value-of select="kb:text('case.void-why', string(void_reason))"/></p></xsl:if>
            <p>
              <a class="button small" href="/case/{/page/case/number}/letter/{code}.pdf"><xsl:value-of select="kb:text('case.letter-pdf')"/><span class="hid"><xsl:value-of select="title[$zh] | title_en[$en]"/></span></a>
              <xsl:text> </xsl:text>
              <a class="button small" href="/case/{/page/case/number}/letter/{code}.ofd"><xsl:value-of select="kb:text('case.letter-ofd')"/><span class="hid"><xsl:value-of select="title[$zh] | title_en[$en]"/></span></a>
              <xsl:text> </xsl:text>
              <a class="button small" href="/case/{/page/case/number}/letter/{code}.xml"><xsl:value-of select="kb:text('case.letter-xml')"/><span class="hid"><xsl:value-of select="title[$zh] | title_en[$en]"/></span></a>
            </p>
            <xsl:if test="may_void = 't'">
              <details>
                <summary><xsl:value-of select="kb:text('case.void')"/></summary>
                <form method="post" action="/case/{/page/case/number}">
                  <xsl:call-template name="hidden"/>
                  <input type="hidden" name="letter" value="{letter_id}"/>
                  <div class="field">
                    <label for="void-{letter_id}"><xsl:value-of select="kb:text('case.void-reason')"/></label>
                    <input type="text" class="wide" id="void-{letter_id}" name="reason" required="required" maxlength="200"/>
                  </div>
                  <p><button class="warn" name="do" value="void"><xsl:value-of select="kb:text('case.void')"/></button></p>
                </form>
              </details>
            </xsl:if>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>

  <!-- What is asked; what was submitted, form by form. -->
  <xsl:template name="case-data">
    <xsl:variable name="record" select="case/document/case/record"/>
    <xsl:variable name="forms" select="p:procedure/p:forms/p:form[not(@given)]"/>
    <xsl:apply-templates select="p:procedure/p:forms/p:form[@given]" mode="given"><xsl:with-param name="record" select="$record"/></xsl:apply-templates>
    <xsl:if test="$record/*[name() = $forms/@name]">
      <h2><xsl:value-of select="kb:text('case.data')"/></h2>
      <xsl:for-each select="$forms">
        <xsl:variable name="data" select="$record/*[name() = current()/@name]"/>
        <xsl:if test="$data/*">
          <details class="sheet-data">
            <xsl:if test="@name = name($record/*[name() = $forms/@name][last()])"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
            <summary><xsl:apply-templates select="." mode="by-move"/></summary>
            <xsl:call-template name="summary"><xsl:with-param name="form" select="."/><xsl:with-param name="data" select="$data"/></xsl:call-template>
          </details>
        </xsl:if>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <xsl:template name="case-files">
    <xsl:if test="attachment">
      <h2><xsl:value-of select="kb:text('case.files')"/></h2>
      <xsl:call-template name="files"><xsl:with-param name="files" select="attachment"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- With other installations: what went and came, letters, the case as XML. -->
  <xsl:template name="case-messages">
    <xsl:if test="received">
      <h2><xsl:value-of select="kb:text('case.letters-received')"/></h2>
      <ul>
        <xsl:for-each select="received">
          <li><a href="/attachment/{attachment_id}"><xsl:value-of select="file"/></a><xsl:text> · </xsl:text><xsl:value-of select="title"/><xsl:text> · </xsl:text><xsl:value-of select="organ_name"/><xsl:text> · </xsl:text><xsl:value-of select="kb:date(string(signed_on))"/></li>
        </xsl:for-each>
      </ul>
    </xsl:if>
    <xsl:if test="message">
      <h2><xsl:value-of select="kb:text('case.messages')"/></h2>
      <ul>
        <xsl:for-each select="message">
          <li>
            <b><xsl:value-of select="title[$zh] | title_en[$en]"/></b><xsl:text> </xsl:text>
            <xsl:value-of select="kb:text(concat('case.message-', substring('sentcame', 1 + 4 * (direction = 'in'), 4)), string(peer_name))"/>
            <xsl:text> · </xsl:text><xsl:value-of select="kb:date-time(string(at))"/><xsl:text> · </xsl:text>
            <xsl:value-of select="kb:text(concat('exchange.state.', state))"/>
            <xsl:if test="contains(stages, 'delivered')"><xsl:text> · </xsl:text><xsl:value-of select="kb:text('exchange.stage.delivered')"/></xsl:if>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
    <xsl:if test="payload">
      <details>
        <summary><xsl:value-of select="kb:text('case.message-download')"/></summary>
        <ul><xsl:for-each select="payload"><li><a href="/case/{../case/number}/message/{name}.xml"><xsl:value-of select="title[$zh] | title_en[$en]"/></a></li></xsl:for-each></ul>
      </details>
    </xsl:if>
  </xsl:template>

  <xsl:template name="case-related">
    <xsl:if test="link[not(../board)] or case/parent_number">
      <h2><xsl:value-of select="kb:text('case.related')"/></h2>
      <ul>
        <xsl:if test="case/parent_number"><li><a class="num" href="/case/{case/parent_number}"><xsl:value-of select="case/parent_number"/></a><xsl:text> </xsl:text><xsl:value-of select="case/parent_title[$zh] | case/parent_title_en[$en]"/><xsl:if test="case/parent_subject != ''"><xsl:text> · </xsl:text><xsl:value-of select="case/parent_subject"/></xsl:if></li></xsl:if>
        <xsl:for-each select="link[not(../board)]">
          <li>
            <a class="num" href="/case/{child_number}"><xsl:value-of select="child_number"/></a><xsl:text> </xsl:text>
            <xsl:value-of select="title[$zh] | title_en[$en]"/><xsl:text> · </xsl:text><xsl:value-of select="subject"/><xsl:text> · </xsl:text>
            <xsl:value-of select="state_title[$zh] | state_title_en[$en]"/>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>

  <!-- Many related cases: how far each organisation is with its own, then all of them. -->
  <xsl:template name="case-board">
    <h2 id="board"><xsl:value-of select="kb:text('case.board')"/></h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="board">
      <table>
        <thead><tr>
          <th scope="col"><xsl:value-of select="kb:text('case.board-unit')"/></th>
          <th scope="col" class="r"><xsl:value-of select="kb:text('case.board-sent')"/></th>
          <th scope="col" class="r"><xsl:value-of select="kb:text('case.board-done')"/></th>
          <th scope="col" class="r"><xsl:value-of select="kb:text('case.board-late')"/></th>
          <th scope="col" class="r"><xsl:value-of select="kb:text('case.board-share')"/></th>
          <th scope="col"><xsl:value-of select="kb:text('case.board-next')"/></th>
        </tr></thead>
        <tbody>
          <xsl:for-each select="board">
            <tr>
              <th scope="row"><xsl:value-of select="organ_name[$zh] | organ_name_en[$en]"/></th>
              <td class="r"><xsl:value-of select="n"/></td>
              <td class="r"><xsl:value-of select="done"/></td>
              <td class="r"><xsl:value-of select="late"/></td>
              <td class="r"><xsl:value-of select="concat(round(100 * done div n), '%')"/></td>
              <td><xsl:if test="due_on != ''"><xsl:value-of select="kb:date(string(due_on))"/></xsl:if></td>
            </tr>
          </xsl:for-each>
          <tr>
            <th scope="row"><b><xsl:value-of select="kb:text('case.board-all')"/></b></th>
            <td class="r"><b><xsl:value-of select="sum(board/n)"/></b></td>
            <td class="r"><b><xsl:value-of select="sum(board/done)"/></b></td>
            <td class="r"><b><xsl:value-of select="sum(board/late)"/></b></td>
            <td class="r"><b><xsl:value-of select="concat(round(100 * sum(board/done) div sum(board/n)), '%')"/></b></td>
            <td/>
          </tr>
        </tbody>
      </table>
    </div>
    <details>
      <summary><xsl:value-of select="kb:text('case.board-list', string(count(link)))"/></summary>
      <div class="scroll cards" tabindex="0" role="region" aria-label="{kb:text('case.related')}">
        <table class="cards-table">
          <thead><tr>
            <th scope="col"><xsl:value-of select="kb:text('case.board-case')"/></th>
            <th scope="col"><xsl:value-of select="kb:text('case.board-unit')"/></th>
            <th scope="col"><xsl:value-of select="kb:text('case.board-state')"/></th>
            <th scope="col"><xsl:value-of select="kb:text('case.board-due')"/></th>
          </tr></thead>
          <tbody>
            <xsl:for-each select="link">
              <tr>
                <th scope="row"><xsl:value-of select="subject"/><br/><a class="num" href="/case/{child_number}"><xsl:value-of select="child_number"/></a></th>
                <td data-l="{kb:text('case.board-unit')}"><xsl:value-of select="organ_name[$zh] | organ_name_en[$en]"/></td>
                <td data-l="{kb:text('case.board-state')}">
                  <xsl:value-of select="state_title[$zh] | state_title_en[$en]"/>
                  <xsl:if test="late = 't'"><xsl:text> </xsl:text><span class="tag bad"><xsl:value-of select="kb:text('case.board-late')"/></span></xsl:if>
                </td>
                <td data-l="{kb:text('case.board-due')}"><xsl:if test="due_on != ''"><xsl:value-of select="kb:date(string(due_on))"/></xsl:if></td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </details>
  </xsl:template>

  <xsl:template name="case-history">
    <h2><xsl:value-of select="kb:text('case.history')"/></h2>
    <xsl:call-template name="timeline"><xsl:with-param name="events" select="event"/></xsl:call-template>
  </xsl:template>

  <!-- 好差评: once, when done, by those who applied. -->
  <xsl:template name="case-rating">
    <xsl:if test="rating">
      <section class="box">
        <h2><xsl:value-of select="kb:text('event.rate')"/></h2>
        <p><b><xsl:value-of select="kb:text(concat('case.rate-', rating/level))"/></b></p>
        <p><xsl:value-of select="rating/comment"/></p>
      </section>
    </xsl:if>
    <xsl:if test="case/closed_at and receipt/may_rate = 't' and not(rating)">
      <section class="box" id="rate">
        <h2><xsl:value-of select="kb:text('case.rate-title')"/></h2>
        <p><xsl:value-of select="kb:text('case.rate-lead')"/></p>
        <form method="post" action="/case/{case/number}">
          <xsl:call-template name="hidden"/>
          <fieldset class="field">
            <legend><xsl:value-of select="kb:text('case.rate-overall')"/></legend>
            <div class="options row">
              <label class="option"><input type="radio" name="level" value="5" required="required"/><span><xsl:value-of select="kb:text('case.rate-5')"/></span></label>
              <label class="option"><input type="radio" name="level" value="4"/><span><xsl:value-of select="kb:text('case.rate-4')"/></span></label>
              <label class="option"><input type="radio" name="level" value="3"/><span><xsl:value-of select="kb:text('case.rate-3')"/></span></label>
              <label class="option"><input type="radio" name="level" value="2"/><span><xsl:value-of select="kb:text('case.rate-2')"/></span></label>
              <label class="option"><input type="radio" name="level" value="1"/><span><xsl:value-of select="kb:text('case.rate-1')"/></span></label>
            </div>
          </fieldset>
          <div class="field">
            <label for="rate-text"><xsl:value-of select="kb:text('case.rate-note')"/><span class="opt"><xsl:value-of select="kb:text('form.optional')"/></span></label>
            <textarea id="rate-text" name="text" rows="3" maxlength="500"></textarea>
          </div>
          <p><button name="do" value="rate"><xsl:value-of select="kb:text('case.rate-send')"/></button></p>
        </form>
      </section>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
