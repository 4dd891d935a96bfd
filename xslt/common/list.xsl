<?xml version="1.0" encoding="UTF-8"?>
<!--
list.xsl: lists of cases: filter controls, saved views, the table.
  filter-q filter-procedure filter-state   one control each of form #filter
  saved-views  -                  own saved views of this list, and saving one
  case-table   cases (node set)   on /work with boxes to tick (form #batch)
Input: <view view_id name query/>*; <option procedure title title_en/>* for the procedures to choose from;
rows as in page/cases.xsl; <found n more/>.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">

  <!-- Words of rows, looked up once a page. -->
  <xsl:variable name="w-number" select="kb:text('case.number')"/>
  <xsl:variable name="w-procedure" select="kb:text('case.procedure')"/>
  <xsl:variable name="w-organ" select="kb:text('case.organ')"/>
  <xsl:variable name="w-state" select="kb:text('case.state')"/>
  <xsl:variable name="w-holder" select="kb:text('case.holder')"/>
  <xsl:variable name="w-handler" select="kb:text('work.handler')"/>
  <xsl:variable name="w-due" select="kb:text('work.due')"/>
  <xsl:variable name="w-changed" select="kb:text('case.changed')"/>
  <xsl:variable name="w-provisional" select="kb:text('clock.provisional')"/>

  <!-- A worklist says who of us has it; other lists, which office. -->
  <xsl:variable name="own" select="/page/@name = 'work'"/>

  <xsl:template name="saved-views">
    <xsl:variable name="asked" select="query/p[@name = 'q' or @name = 'procedure' or @name = 'state' or @name = 'sort' or @name = 'tab']"/>
    <xsl:if test="view or $asked">
      <div class="views">
        <xsl:if test="view">
          <ul aria-label="{kb:text('view.own')}">
            <xsl:for-each select="view">
              <li><a href="{$path}?{query}"><xsl:value-of select="name"/></a></li>
            </xsl:for-each>
          </ul>
        </xsl:if>
        <details>
          <summary><xsl:value-of select="kb:text('view.edit')"/></summary>
          <form method="post" action="/saved-view" class="row">
            <xsl:call-template name="hidden"/>
            <input type="hidden" name="page" value="{@name}"/>
            <xsl:if test="$asked">
              <input type="hidden" name="query" value="{substring-after(@uri, '?')}"/>
              <label for="view-name"><xsl:value-of select="kb:text('view.name')"/></label>
              <input type="text" id="view-name" name="view-name" maxlength="30"/>
              <button class="second" name="do" value="save"><xsl:value-of select="kb:text('view.save')"/></button>
            </xsl:if>
            <xsl:for-each select="view">
              <button class="small" name="do" value="drop:{view_id}"><xsl:value-of select="kb:text('view.drop', string(name))"/></button>
            </xsl:for-each>
          </form>
        </details>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template name="filter-q">
    <div>
      <label for="fq"><xsl:value-of select="kb:text('cases.q')"/></label>
      <input type="search" id="fq" name="q" maxlength="200" value="{query/p[@name = 'q']}"/>
    </div>
  </xsl:template>

  <xsl:template name="filter-procedure">
    <xsl:variable name="chosen" select="string(query/p[@name = 'procedure'])"/>
    <div>
      <label for="procedure"><xsl:value-of select="$w-procedure"/></label>
      <select id="procedure" name="procedure">
        <option value=""><xsl:value-of select="kb:text('list.all')"/></option>
        <xsl:for-each select="option">
          <option value="{procedure}">
            <xsl:if test="procedure = $chosen"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if>
            <xsl:value-of select="title[$zh] | title_en[$en]"/>
          </option>
        </xsl:for-each>
      </select>
    </div>
  </xsl:template>

  <xsl:template name="filter-state">
    <xsl:variable name="chosen" select="string(query/p[@name = 'state'])"/>
    <div>
      <label for="state"><xsl:value-of select="$w-state"/></label>
      <select id="state" name="state">
        <option value=""><xsl:value-of select="kb:text('list.all')"/></option>
        <option value="submitted"><xsl:if test="$chosen = 'submitted'"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="kb:text('state.submitted')"/></option>
        <option value="correcting"><xsl:if test="$chosen = 'correcting'"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="kb:text('state.correcting')"/></option>
        <option value="accepted"><xsl:if test="$chosen = 'accepted'"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="kb:text('state.accepted')"/></option>
        <option value="reviewing"><xsl:if test="$chosen = 'reviewing'"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="kb:text('state.reviewing')"/></option>
        <option value="deciding"><xsl:if test="$chosen = 'deciding'"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="kb:text('state.deciding')"/></option>
        <option value="sent"><xsl:if test="$chosen = 'sent'"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="kb:text('state.sent')"/></option>
        <option value="done"><xsl:if test="$chosen = 'done'"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="kb:text('state.done')"/></option>
      </select>
    </div>
  </xsl:template>

  <xsl:template name="case-table">
    <xsl:param name="cases"/>
    <div class="over">
    <p class="count">
      <xsl:choose>
        <xsl:when test="not(found) and not(query/p[@name = 'after']) and count(case) &lt;= 25"><span><xsl:value-of select="kb:text('list.count', string(count(case)))"/></span></xsl:when>
        <xsl:when test="not(found)"/>
        <xsl:when test="found/more = 't'"><span><xsl:value-of select="kb:text('list.more', string(found/n))"/></span></xsl:when>
        <xsl:otherwise><span><xsl:value-of select="kb:text('list.count', string(found/n))"/></span></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="query/p[@name = 'after'] or count(case) &gt; 25">
        <span><xsl:value-of select="kb:text('list.shown', string(count($cases)))"/></span>
      </xsl:if>
      <xsl:if test="tally/overdue &gt; 0"><a class="tag late" href="/work?tab=team"><xsl:value-of select="kb:text('work.overdue-n', string(tally/overdue))"/></a></xsl:if>
    </p>
    <xsl:call-template name="export"/>
    </div>
    <div class="scroll cards" tabindex="0" role="region" aria-label="{kb:text('cases.caption')}">
      <table class="cards-table cases">
        <caption class="hid"><xsl:value-of select="kb:text('cases.caption')"/></caption>
        <thead>
          <tr>
            <xsl:if test="$own"><td class="tick"><span class="hid"><xsl:value-of select="kb:text('batch.tick')"/></span></td></xsl:if>
            <th scope="col"><xsl:value-of select="$w-number"/></th>
            <th scope="col"><xsl:value-of select="$w-procedure"/></th>
            <th scope="col"><xsl:value-of select="$w-organ"/></th>
            <th scope="col"><xsl:value-of select="$w-state"/></th>
            <xsl:choose>
              <xsl:when test="$own"><th scope="col"><xsl:value-of select="$w-handler"/></th></xsl:when>
              <xsl:otherwise><th scope="col"><xsl:value-of select="$w-holder"/></th></xsl:otherwise>
            </xsl:choose>
            <th scope="col"><xsl:value-of select="$w-due"/></th>
            <xsl:if test="not($own)"><th scope="col"><xsl:value-of select="$w-changed"/></th></xsl:if>
          </tr>
        </thead>
        <tbody><xsl:apply-templates select="$cases" mode="row"/></tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="case" mode="row">
    <tr>
      <xsl:choose>
        <xsl:when test="days_left &lt; 0"><xsl:attribute name="class">late</xsl:attribute></xsl:when>
        <xsl:when test="days_left &lt;= 3"><xsl:attribute name="class">soon</xsl:attribute></xsl:when>
      </xsl:choose>
      <xsl:if test="$own"><td class="tick"><label><span class="hid"><xsl:value-of select="number"/></span><input type="checkbox" name="case" value="{number}" form="batch"/></label></td></xsl:if>
      <th scope="row" data-l="{$w-number}"><a class="num" href="/case/{number}"><xsl:value-of select="number"/></a></th>
      <td data-l="{$w-procedure}"><span><xsl:value-of select="title[$zh] | title_en[$en]"/></span><xsl:if test="subject != organ_name"><span class="sub"><xsl:value-of select="subject"/></span></xsl:if></td>
      <td data-l="{$w-organ}"><xsl:choose><xsl:when test="$en and kb:has-text(concat('name.', organ_name))"><xsl:value-of select="kb:text(concat('name.', organ_name))"/></xsl:when><xsl:otherwise><xsl:value-of select="organ_name"/></xsl:otherwise></xsl:choose></td>
      <td data-l="{$w-state}"><span class="tag {public_state}"><xsl:value-of select="kb:text(concat('state.', public_state))"/></span><span class="sub"><xsl:value-of select="state_title[$zh] | state_title_en[$en]"/></span></td>
      <xsl:choose>
        <xsl:when test="$own"><td data-l="{$w-handler}"><xsl:if test="claimed_name"><span><xsl:value-of select="claimed_name"/></span></xsl:if></td></xsl:when>
        <xsl:otherwise><td data-l="{$w-holder}"><xsl:value-of select="holder_name"/><xsl:if test="claimed_name"><span class="sub"><xsl:value-of select="claimed_name"/></span></xsl:if></td></xsl:otherwise>
      </xsl:choose>
      <td data-l="{$w-due}">
        <xsl:if test="due_on">
          <time datetime="{due_on}"><xsl:value-of select="kb:date(string(due_on))"/></time>
          <xsl:choose>
            <xsl:when test="not(days_left)"/>
            <xsl:when test="days_left &lt; 0"><span class="tag late"><xsl:value-of select="kb:text('clock.over', string(-days_left))"/></span></xsl:when>
            <xsl:when test="days_left = 0"><span class="tag soon"><xsl:value-of select="kb:text('clock.today')"/></span></xsl:when>
            <xsl:when test="days_left &lt;= 3"><span class="tag soon"><xsl:value-of select="kb:text('clock.left', string(days_left))"/></span></xsl:when>
            <xsl:otherwise><span class="sub"><xsl:value-of select="kb:text('clock.left', string(days_left))"/></span></xsl:otherwise>
          </xsl:choose>
          <xsl:if test="due_provisional = 't' and days_left &gt;= 0"><span class="tag prov"><xsl:value-of select="$w-provisional"/></span></xsl:if>
        </xsl:if>
      </td>
      <xsl:if test="not($own)"><td data-l="{$w-changed}"><time datetime="{changed_at}"><xsl:value-of select="kb:date(string(changed_at))"/></time></td></xsl:if>
    </tr>
  </xsl:template>
</xsl:stylesheet>
