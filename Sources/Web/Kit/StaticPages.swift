/// 投诉建议. The operator writes who listens and how.
package struct FeedbackPage: Hashable, Sendable {
    package var operatorName: String
    /// One line each: telephone, address, hours.
    package var contact: [String]

    package init(operatorName: String, contact: [String] = []) {
        self.operatorName = operatorName
        self.contact = contact
    }
}

extension FeedbackPage {
    package static let sample = FeedbackPage(
        operatorName: "某某县计划生育协会", contact: ["电话：0000-0000000", "工作日 9:00 至 17:00"])
    package static let empty = FeedbackPage(operatorName: "")
}

package func feedbackPage(_ page: FeedbackPage) -> Markup {
    """
    <div class="title"><h1>投诉建议</h1></div>
    <section class="card read" aria-label="怎么说"><p>不好用、要填的太多、数不对、有人拿它排名或者打卡，都可以说。</p>
    \(page.contact.isEmpty ? "<p>联系方式还没写。先找上一级经办人。</p>" : contact(page))
    <p class="m">说的时候不用报姓名。要回话，就留个电话。</p></section>
    """
}

private func contact(_ page: FeedbackPage) -> Markup {
    """
    <h2>\(page.operatorName.isEmpty ? "找谁" : page.operatorName)</h2>\(each: page.contact, { "<p>\($0)</p>" })
    """
}

package let accessibilityPage: Markup = """
    <div class="title"><h1>无障碍说明</h1></div>
    <section class="card read" aria-label="无障碍说明">
    <p>这里按 WCAG 2.2 的 AA 级来做，也照顾老人用手机的习惯。</p>
    <h2>能做到的</h2>
    <ul><li>右上角按“大字”，字就变大，一直记得。</li><li>手机、电脑晚上变暗色，页面跟着变。</li>\
    <li>不用鼠标，只按键盘也能用完每一页。</li><li>读屏软件能读出表头、状态和填错的地方。</li>\
    <li>浏览器放大到 400% 也不用左右拖，大表除外。</li><li>关了脚本也能用。</li>\
    <li>填表不限时，填错了不清空。</li><li>登录不用认图，可以粘贴密码。</li></ul>
    <h2>还不够好的</h2>
    <ul><li>信息统计表照附件的样子排，读屏时一格一格听，会慢。手机上改成一项一个数。</li>\
    <li>导入的通知原文，排版照原样，可能没有小标题。</li></ul>
    <p>用着不顺，到<a href="\(Paths.feedback)">投诉建议</a>说一声。</p></section>
    """

package let privacyPage: Markup = """
    <div class="title"><h1>谁能看到什么</h1><p class="m">数往上报，名字留在下面。</p></div>
    <section class="card read" aria-label="谁能看到什么">
    <h2>一条活动记录</h2>
    <ul><li>本单位和上级：看得到哪一天、哪一类、叫什么、来了多少人。</li>\
    <li>别的单位：看不到。同级之间互相看不到。</li>\
    <li>走访慰问的记录：直接上级以外，只看得到日期、类别和数。在哪里、说了什么都看不到。</li></ul>
    <h2>报送材料</h2>
    <ul><li>本单位和直接上级：看得到，能下载。</li><li>再往上：只看得到有几份、还缺几份。</li>\
    <li>照片里有没有不该传的人和住址，传之前看一眼。</li></ul>
    <h2>谁还没报</h2>
    <ul><li>只有单位自己和上级看得到，按区划代码排，不排名次。</li></ul>
    <h2>各个岗位</h2>
    <ul><li>记录员：记本村居的活动，改自己单位的记录。</li>\
    <li>经办人：看本单位和下级的数，导入通知，上报，给下级开岗位。</li>\
    <li>负责人：签字，收下或者退回下级报来的。</li>\
    <li>管理员：管单位和岗位，不能替别人报数。</li></ul>
    <h2>这里没有的</h2>
    <ul><li>不打卡，不积分，不排名，不记谁在线多久，不显示谁什么时候来过。</li><li>不要求传照片、视频和位置。</li></ul>
    <h2>留底</h2>
    <ul><li>谁在什么时候改了什么，都留底，至少六个月。</li><li>改过的数，改前改后都在。</li></ul></section>
    """
